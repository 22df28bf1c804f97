"use strict";
/* Documents as results to read. A text is a list of pieces, every second one a word that was found; nothing here is HTML. */
(() => {
  const { words, fold } = self.search;
  const WIDTH = 170; // letters of a text to show

  /** A text in pieces: plain, found, plain, found, ... */
  function marked(text, marks) {
    const pieces = [];
    let last = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      if (!marks.has(fold(match[0]))) continue;
      pieces.push(text.slice(last, match.index), match[0]);
      last = match.index + match[0].length;
    }
    return [...pieces, text.slice(last)];
  }

  /** The text in which most of the words stand, cut to a few lines around the first of them. */
  function excerpt(texts, marks) {
    let best = "";
    let most = -1;
    for (const text of texts) {
      const found = new Set(words(text).filter((word) => marks.has(word))).size;
      if (found > most) [best, most] = [text, found];
    }
    if (best.length <= WIDTH) return best;
    const first = [...best.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].find((match) => marks.has(fold(match[0])));
    const from = first && first.index > WIDTH - 40 ? best.indexOf(" ", first.index - 60) + 1 : 0;
    const to = best.lastIndexOf(" ", from + WIDTH);
    return `${from ? "… " : ""}${best.slice(from, to > from ? to : from + WIDTH)}${to < best.length ? " …" : ""}`;
  }

  /** One result: where it leads, what it is, its name and text in pieces, and what belongs to it. */
  function item(index, { entry, document, score }, read, marks) {
    const whole = index.documents[entry];
    const part = index.documents[document];
    const [note, ...texts] = read || [""];
    const text = whole.explains ? (texts[0] || "").split(/(?<=[.?!]) /, 1)[0] : excerpt(texts, marks); // what explains says it in a line
    const related = (index.beside.get(entry) || index.related[entry] || []).slice(0, index.most).map((other) => {
      const { path, title, code } = index.documents[other];
      return { path, title, code };
    });
    return {
      path: part.path,
      kind: index.kinds[whole.kind],
      label: [[whole.label, whole.code].filter(Boolean).join(" "), note].filter(Boolean).join(" · "),
      name: marked(part === whole ? whole.title : `${whole.title}: ${part.title}`, marks),
      text: read ? marked(text, marks) : [],
      related,
      score,
    };
  }

  self.search.item = item;
})();
