[assembly: AssemblyFixture(typeof(Actors.Tests.Harness.PostgresServer))]
