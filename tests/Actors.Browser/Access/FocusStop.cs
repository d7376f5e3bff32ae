namespace Actors.Browser.Access;

/// <summary>Where the focus is, and whether that can be seen.</summary>
public sealed class FocusStop
{
    // A radio button is drawn by what stands beside it.
    internal const string Script = """
        () => {
          const node = document.activeElement;
          if (!node || node === document.body) return { name: '', isMarked: false };
          const drawn = node.type === 'radio' ? node.nextElementSibling : node;
          const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
          const box = drawn.getBoundingClientRect();
          const isSeen = box.width > 1 && box.height > 1 && box.top > -1 && box.left > -1 && box.bottom < innerHeight + 1 && box.right < innerWidth + 1;
          return { name: node.id || node.value || node.textContent.trim(), isMarked: isSeen && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
        }
        """;

    public string Name { get; set; } = "";

    public bool IsMarked { get; set; }
}
