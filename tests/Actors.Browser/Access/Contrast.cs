namespace Actors.Browser.Access;

/// <summary>The contrast of all text that is seen, computed in the page as WCAG does it.</summary>
internal static class Contrast
{
    /// <summary>Takes the least ratio and gives what has less.</summary>
    public const string Script = """
        least => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
          const rgba = colour => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
            return [r, g, b, a / 255];
          };
          const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
          const up = node => node ? [...up(node.parentElement), node] : [];
          // Where a part is translucent as a whole, what is in it is mixed with what was behind it.
          const shown = node => {
            const groups = [];
            let ground = [255, 255, 255, 1];
            for (const part of up(node)) {
              const { opacity, backgroundColor } = getComputedStyle(part);
              if (opacity < 1) groups.unshift({ opacity: Number(opacity), behind: ground });
              ground = over(rgba(backgroundColor), ground);
            }
            const mixed = colour => groups.reduce(([r, g, b], { opacity, behind }) => over([r, g, b, opacity], behind), colour);
            return { ground: mixed(ground), text: mixed(over(rgba(getComputedStyle(node).color), ground)) };
          };
          const light = ([r, g, b]) => [[r, .2126], [g, .7152], [b, .0722]]
            .reduce((sum, [c, share]) => sum + share * (c / 255 <= .04045 ? c / 255 / 12.92 : ((c / 255 + .055) / 1.055) ** 2.4), 0);
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const found = new Set();
          while (walker.nextNode()) {
            const node = walker.currentNode.parentElement;
            const isSeen = node.checkVisibility() && !node.closest('.hidden, .skip, .sign, noscript') && !(node.closest('.shell') && document.querySelector('dialog[open]'));
            if (!isSeen || walker.currentNode.data.trim() === '') continue;
            const { ground, text } = shown(node);
            const [dark, bright] = [light(ground), light(text)].sort((a, b) => a - b);
            const ratio = (bright + .05) / (dark + .05);
            if (ratio < least) found.add(`${node.localName}.${node.className} '${walker.currentNode.data.trim().slice(0, 20)}' ${ratio.toFixed(2)}`);
          }
          return [...found];
        }
        """;
}
