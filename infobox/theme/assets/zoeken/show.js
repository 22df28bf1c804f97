"use strict";
/* Documents as results to read. Everything that comes from data or query is escaped here, once; only <mark> and <span> are ours. */
(() => {
  const { words, fold } = self.zoeken;
  const WIDTH = 170; // letters of a text to show
  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

  function escape(text) {
    return text.replace(/[&<>"']/g, (letter) => ESCAPES[letter]);
  }

  /** Escaped text in which the words that were found are marked. */
  function marked(text, marks) {
    let html = "";
    let last = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      if (!marks.has(fold(match[0]))) continue;
      html += `${escape(text.slice(last, match.index))}<mark>${escape(match[0])}</mark>`;
      last = match.index + match[0].length;
    }
    return html + escape(text.slice(last));
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

  /**
   * One result: location, title, text, score and terms for the theme, which puts title and text into the page as HTML;
   * label, heading and excerpt for the page with all results.
   */
  function item(index, { entry, document, score }, texts, marks) {
    const whole = index.documents[entry];
    const part = index.documents[document];
    const name = part === whole ? whole.title : `${whole.title}: ${part.title}`;
    const kind = [whole.kind, whole.code].filter(Boolean).join(" ");
    const note = whole.note ? ` · ${whole.note}` : "";
    const text = texts ? marked(excerpt(texts, marks), marks) : "";
    const label = escape(kind + note);
    const heading = marked(name, marks);
    const title = `<span class="zoek-soort">${label}</span> ${heading}`;
    // The theme shows no text with an address that holds an anchor; there it goes along with the title.
    const anchored = part.path.includes("#");
    return {
      location: part.path,
      title: anchored && text ? `${title} <span class="zoek-tekst">${text}</span>` : title,
      text: anchored ? "" : text,
      score,
      terms: {},
      label,
      heading,
      excerpt: text,
    };
  }

  self.zoeken.escape = escape;
  self.zoeken.item = item;
})();
