// What teaching material holds: {text, links, date}, read in the browser from pptx, docx, pdf, html and text. A file is
// hostile until read: sizes are bounded before and while something is unpacked, and nothing in it is ever run or loaded.
window.lesmateriaal = (() => {
  const LARGEST = 50 * 1024 * 1024; // bytes of a file
  const UNPACKED = 200 * 1024 * 1024; // bytes of all that is unpacked from it
  const MOST = 5000; // parts of a file that are looked at
  class Refused extends Error {}
  const utf8 = (bytes) => new TextDecoder().decode(bytes);
  const latin = (bytes) => new TextDecoder("latin1").decode(bytes);

  // ---- Unpacking -------------------------------------------------------------------------------------------------------
  const unpacker = () => {
    let left = UNPACKED;
    return async (bytes, how) => {
      const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(how)).getReader();
      const chunks = [];
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          left -= value.length;
          if (left < 0) throw new Refused("In dit bestand zit te veel om in de browser na te kijken.");
          chunks.push(value);
        }
      } catch (error) {
        if (error instanceof Refused) throw error; // else: what came before the damage is kept
      }
      return new Uint8Array(await new Blob(chunks).arrayBuffer());
    };
  };

  // The parts of a zip by its list at the end, as every program that writes one makes it.
  const parts = (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let end = bytes.length - 22;
    while (end >= 0 && end >= bytes.length - 22 - 65535 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
    if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw new Refused("Dit bestand is beschadigd.");
    const count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    if (count > MOST) throw new Refused("In dit bestand zit te veel om in de browser na te kijken.");
    const found = [];
    for (let number = 0; number < count; number += 1) {
      if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new Refused("Dit bestand is beschadigd.");
      const [flags, method, size] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
      const [name, extra, comment, start] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
      if (flags & 1) throw new Refused("Dit bestand is beveiligd met een wachtwoord.");
      if (start + 30 > bytes.length) throw new Refused("Dit bestand is beschadigd.");
      const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
      found.push({ name: utf8(bytes.subarray(at + 46, at + 46 + name)), method, packed: bytes.subarray(from, from + size) });
      at += 46 + name + extra + comment;
    }
    return found;
  };

  // ---- Office ----------------------------------------------------------------------------------------------------------
  const tags = (tree, name) => tree.getElementsByTagNameNS("*", name);
  const office = async (bytes) => {
    const unpack = unpacker();
    const [texts, links] = [[], []];
    let date = "";
    for (const { name, method, packed } of parts(bytes)) {
      if (!/^(ppt|word)\/.*\.(xml|rels)$|^docProps\/core\.xml$/.test(name)) continue;
      const content = method === 0 ? packed : method === 8 ? await unpack(packed, "deflate-raw") : null;
      if (!content) throw new Refused("Dit bestand is ingepakt op een manier die deze pagina niet kent.");
      const source = utf8(content);
      if (/<!DOCTYPE/i.test(source)) continue; // no office program writes one
      const tree = new DOMParser().parseFromString(source, "application/xml");
      if (name.startsWith("docProps/")) date = tags(tree, "modified")[0]?.textContent.slice(0, 10) || "";
      else if (name.endsWith(".rels")) {
        for (const one of tags(tree, "Relationship")) if (one.getAttribute("TargetMode") === "External") links.push(one.getAttribute("Target"));
      } else {
        // An address may be cut into pieces that look the same: those of a paragraph belong together.
        for (const paragraph of tags(tree, "p")) texts.push([...paragraph.getElementsByTagNameNS("*", "*")].filter(({ localName }) => localName === "t" || localName === "instrText").map((one) => one.textContent).join(""));
      }
    }
    return { text: texts.join("\n"), links, date };
  };

  // ---- PDF -------------------------------------------------------------------------------------------------------------
  // Only the links that can be clicked: what letters a page shows cannot be told without all of a reader of PDF.
  const string = (written) => written
    .replace(/\\([0-7]{1,3})/g, (_, digits) => String.fromCharCode(parseInt(digits, 8)))
    .replace(/\\(\r\n|[^])/g, (_, sign) => (/[\r\n]/.test(sign) ? "" : sign));
  const uris = (source) => [
    ...[...source.matchAll(/\/URI\s*\(((?:\\[^]|[^\\()]|\([^()]{0,500}\))*)\)/g)].map((match) => string(match[1])),
    ...[...source.matchAll(/\/URI\s*<([0-9A-Fa-f\s]{2,5000})>/g)].map((match) => match[1].replace(/\s/g, "").replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)))),
  ];
  const pdf = async (bytes) => {
    const unpack = unpacker();
    const source = latin(bytes);
    if (/\/Encrypt\s+\d+ \d+ R/.test(source)) throw new Refused("Deze pdf is beveiligd; de links zijn niet te lezen.");
    const found = [source];
    let [at, number] = [0, 0];
    for (;;) {
      const start = source.indexOf("stream", at);
      if (start < 0) break;
      const body = start + 6 + (source[start + 6] === "\r" ? 2 : 1);
      const end = source.indexOf("endstream", body);
      if (end < 0) break;
      at = end + 9;
      const head = source.slice(Math.max(0, start - 400), start);
      const own = head.slice(head.lastIndexOf("obj") + 1);
      if (!/\/ObjStm/.test(own)) continue; // pictures, fonts and letters hold no links
      if ((number += 1) > MOST) throw new Refused("In dit bestand zit te veel om in de browser na te kijken.");
      if (/\/FlateDecode/.test(own)) found.push(latin(await unpack(bytes.subarray(body, end), "deflate")));
    }
    const whole = found.join("\n");
    const date = /\/(?:ModDate|CreationDate)\s*\(D:(\d{4})(\d\d)(\d\d)/.exec(whole);
    return { text: "", links: uris(whole), date: date ? date.slice(1).join("-") : "", onlyLinks: true };
  };

  // ---- Text ------------------------------------------------------------------------------------------------------------
  const hypertext = (source) => {
    // Nothing in it is run or loaded; handlers would only make the policy of the page complain.
    const tree = new DOMParser().parseFromString(source.replace(/(\s)on\w+\s*=/gi, "$1data-niet="), "text/html");
    for (const unseen of tree.querySelectorAll("script, style")) unseen.remove();
    const links = [...tree.querySelectorAll("[href], [src]")].map((one) => one.getAttribute("href") || one.getAttribute("src"));
    return { text: tree.body?.textContent || "", links, date: "" };
  };

  const read = async (file) => {
    if (file.size > LARGEST) throw new Refused(`Dit bestand is te groot: ${Math.ceil(file.size / 1048576)} MB. Hoogstens ${LARGEST / 1048576} MB.`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const begins = latin(bytes.subarray(0, 1024));
    if (begins.startsWith("PK\u0003\u0004")) return office(bytes);
    if (begins.includes("%PDF-")) return pdf(bytes);
    if (begins.startsWith("\u00d0\u00cf\u0011\u00e0")) throw new Refused("Dit is een oud of beveiligd bestand van Office. Bewaar het als pptx of docx, zonder wachtwoord.");
    let source;
    try {
      const code = begins.startsWith("\u00ff\u00fe") ? "utf-16le" : begins.startsWith("\u00fe\u00ff") ? "utf-16be" : "utf-8";
      source = new TextDecoder(code, { fatal: true }).decode(bytes);
    } catch { source = new TextDecoder("windows-1252").decode(bytes); }
    if (/\u0000/.test(source)) throw new Refused("Dit bestand is niet te lezen. Kies pptx, docx, pdf, tekst of html.");
    return /^\s*<(!doctype|html|head|body)/i.test(source) ? hypertext(source) : { text: source, links: [], date: "" };
  };

  return { read, Refused };
})();
