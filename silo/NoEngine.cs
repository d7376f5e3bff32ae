await Console.Error.WriteLineAsync("This build has the embedded engine: the grains run in the front end (./run.sh). Build with -p:Engine=orleans for silos.");
return 1;
