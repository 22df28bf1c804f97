// The Teamverkenning. Nothing leaves the browser: no request, no form to send. Nothing is kept in it unless asked.
{
  const tool = document.querySelector("[data-verkenning]");
  if (tool) {
    const NAME = "teamverkenning"; // what a file says it is, and the one key in the browser
    const VERSION = 1;
    const LARGEST = 512 * 1024;
    const LONGEST = 2000; // of any text in a file; the page itself takes notes of 1000
    const WEAK = ["nog-niet", "deels"];
    const NONE = "geen";
    const EMPTY = { name: "", answers: new Map(), strangers: [] };

    const find = (name) => tool.querySelector(`[data-${name}]`);
    const words = (items) => new Intl.ListFormat("nl", { type: "conjunction" }).format(items);
    const count = (number, one, more) => `${number} ${number === 1 ? one : more}`;
    const today = () => {
      const now = new Date();
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    };
    const spoken = (date) => {
      const day = new Date(`${date}T12:00:00`);
      return date && !Number.isNaN(day.valueOf()) ? day.toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" }) : "";
    };

    // What can be asked and answered is read from the page, so it is written in one place.
    const parts = [...tool.querySelectorAll("[data-standaard]")].map((section) => ({
      code: section.dataset.standaard,
      title: section.dataset.titel,
      page: section.dataset.pagina,
      begin: section.querySelector("[data-begin]"),
      questions: [...section.querySelectorAll("[data-vraag]")].map((field) => ({
        id: `${section.dataset.standaard} ${field.dataset.vraag}`,
        code: section.dataset.standaard,
        key: field.dataset.vraag,
        text: field.querySelector("[data-tekst]").textContent.trim().replace(/\s+/g, " "),
        field,
        radios: [...field.querySelectorAll("input[type=radio]")],
        note: field.querySelector("textarea"),
      })),
    }));
    const questions = parts.flatMap((part) => part.questions);
    const byId = new Map(questions.map((question) => [question.id, question]));
    const LABELS = new Map(questions[0].radios.map((radio) => [radio.value, radio.nextElementSibling.textContent]));
    const label = (answer) => LABELS.get(answer) || "niet beantwoord";

    // A sheet is what was answered: `answers` by question, `strangers` to questions that this page does not ask.
    let strangers = [];
    const current = () => {
      const answers = new Map();
      for (const { id, radios, note } of questions) {
        const answer = radios.find((radio) => radio.checked)?.value || "";
        if (answer || note.value.trim()) answers.set(id, { answer, note: note.value.trim() });
      }
      return { name: find("naam").value.trim(), date: today(), answers, strangers };
    };
    const tally = (part, sheet) => {
      const counts = Object.fromEntries([...LABELS.keys(), NONE].map((key) => [key, 0]));
      for (const { id } of part.questions) counts[sheet.answers.get(id)?.answer || NONE] += 1;
      return counts;
    };
    const inWords = (counts) =>
      words([...LABELS].filter(([key]) => counts[key]).map(([key, text]) => `${counts[key]} ${text}`)) || "niets beantwoord";

    // ---- Files -----------------------------------------------------------------------------------------------------
    class Refused extends Error {}
    const UNREADABLE = "Dit bestand is niet te lezen. Het is beschadigd, of het is geen bestand van de Teamverkenning.";
    const DAMAGED = "Dit bestand van de Teamverkenning is beschadigd.";
    const text = (value, pattern = /^[^]*$/) => {
      if (typeof value !== "string" || value.length > LONGEST || !pattern.test(value)) throw new Refused(DAMAGED);
      return value;
    };

    const pack = (sheet) => {
      const asked = [...sheet.answers].map(([id, { answer, note }]) => {
        const { code, key, text: tekst } = byId.get(id);
        return { standaard: code, vraag: key, tekst, antwoord: answer, notitie: note };
      });
      const antwoorden = [...asked, ...sheet.strangers];
      return JSON.stringify({ soort: NAME, versie: VERSION, naam: sheet.name, datum: sheet.date, antwoorden }, null, 1);
    };
    const unpack = (source) => {
      let file;
      try { file = JSON.parse(source); } catch { throw new Refused(UNREADABLE); }
      if (file?.soort !== NAME) throw new Refused("Dit is geen bestand van de Teamverkenning.");
      if (!Number.isInteger(file.versie) || file.versie < 1) throw new Refused(DAMAGED);
      if (file.versie > VERSION) {
        throw new Refused(`Dit bestand is van een nieuwere Teamverkenning (versie ${file.versie}). Laad deze pagina opnieuw en probeer het nog eens.`);
      }
      if (!Array.isArray(file.antwoorden) || file.antwoorden.length > 1000) throw new Refused(DAMAGED);
      const sheet = { name: text(file.naam), date: text(file.datum, /^(\d{4}-\d\d-\d\d)?$/), answers: new Map(), strangers: [] };
      const seen = new Set();
      for (const one of file.antwoorden) {
        if (typeof one !== "object" || one === null) throw new Refused(DAMAGED);
        const standaard = text(one.standaard, /^S\d{2,3}$/);
        const vraag = text(one.vraag, /^[0-9a-f]{12}$/);
        const [tekst, antwoord, notitie] = [text(one.tekst), text(one.antwoord), text(one.notitie)];
        const id = `${standaard} ${vraag}`;
        if (seen.has(id) || (antwoord && !LABELS.has(antwoord))) throw new Refused(DAMAGED);
        seen.add(id);
        if (byId.has(id)) sheet.answers.set(id, { answer: antwoord, note: notitie });
        else sheet.strangers.push({ standaard, vraag, tekst, antwoord, notitie });
      }
      return sheet;
    };
    const read = async (file) => {
      if (file.size > LARGEST) {
        throw new Refused(`Dit bestand is te groot: ${Math.ceil(file.size / 1024)} kB. Een bestand van de Teamverkenning is hoogstens ${LARGEST / 1024} kB.`);
      }
      let source;
      try { source = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()); } catch { throw new Refused(UNREADABLE); }
      return unpack(source);
    };
    // What `use` makes of the file that was chosen; a refusal is told in `box` and changes nothing.
    const onFiles = (input, box, use) => input.addEventListener("change", async () => {
      box.textContent = "";
      try {
        await use([...input.files]);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        box.textContent = `${error.message} Er is niets veranderd.`;
        input.value = "";
      }
    });

    const download = (extension, type, content) => {
      const name = find("naam").value.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
      const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: [NAME, name, today()].filter(Boolean).join("-") + extension });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    };

    // A cell that a spreadsheet could take for a formula gets an apostrophe in front.
    const cell = (value) => `"${(/^\s*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
    const csv = (sheets) => {
      const lines = [["Naam", "Datum", "Standaard", "Titel", "Vraag", "Antwoord", "Notitie", "Opmerking"]];
      for (const sheet of sheets) {
        for (const part of parts) {
          for (const question of part.questions) {
            const { answer = "", note = "" } = sheet.answers.get(question.id) || {};
            lines.push([sheet.name, sheet.date, part.code, part.title, question.text, answer && label(answer), note, ""]);
          }
        }
        for (const { standaard, tekst, antwoord, notitie } of sheet.strangers) {
          lines.push([sheet.name, sheet.date, standaard, "", tekst, antwoord && label(antwoord), notitie, "vraag staat niet meer op de site"]);
        }
      }
      return `\ufeff${lines.map((line) => line.map(cell).join(";")).join("\r\n")}\r\n`;
    };

    // ---- The outcome: in words, as a chart, as a table, and where to go on -------------------------------------------
    function make(tag, attributes = {}, ...children) {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(name, value === true ? "" : value);
      element.append(...children);
      return element;
    }
    const code = (name) => make("span", { class: "code" }, name);
    const drawn = (tag, attributes, ...children) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.append(...children);
      return element;
    };
    const table = (caption, heads, rows, className = "") => make("div", { class: "tabel", role: "region", "aria-label": caption, tabindex: "0" },
      make("table", { class: className },
        make("caption", {}, caption),
        make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
        make("tbody", {}, ...rows.map(([first, ...rest]) => make("tr", {}, make("th", { scope: "row" }, ...[first].flat()), ...rest.map((item) => make("td", {}, ...[item].flat())))))));

    const chart = (tallies, width) => {
      const [row, bar, top] = [54, 24, 22];
      const svg = drawn("svg", { class: "vk-grafiek", viewBox: `0 0 ${width} ${tallies.length * row}`, role: "img", "aria-label": "Per standaard hoeveel vragen op orde, deels, nog niet en niet van toepassing zijn. De tabel hieronder zegt hetzelfde." });
      const stripes = drawn("pattern", { id: "vk-streep", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        drawn("rect", { class: "vk-streep-grond", width: 8, height: 8 }), drawn("rect", { class: "vk-streep-lijn", width: 3, height: 8 }));
      svg.append(drawn("defs", {}, stripes));
      tallies.forEach(({ part, counts }, index) => {
        const y = index * row;
        svg.append(drawn("text", { class: "vk-grafiek__naam", x: 0, y: y + 16 }, `${part.code} ${part.title}`));
        let x = 0;
        for (const [key, number] of Object.entries(counts)) {
          if (!number) continue;
          const length = (number / part.questions.length) * width;
          svg.append(drawn("rect", { class: `vk-balk vk-balk--${key}`, x: x + 1, y: y + top, width: length - 2, height: bar, rx: 2 }));
          svg.append(drawn("text", { class: `vk-getal vk-getal--${key}`, x: x + length / 2, y: y + top + 17, "text-anchor": "middle" }, String(number)));
          x += length;
        }
      });
      return svg;
    };
    const legend = () => make("ul", { class: "vk-legenda" }, ...[...LABELS, [NONE, "niet beantwoord"]].map(([key, name]) =>
      make("li", {}, make("span", { class: `vk-sleutel vk-sleutel--${key}`, "aria-hidden": "true" }), ` ${name}`)));

    const weakSpots = (sheet, tallies) => tallies
      .filter(({ counts }) => WEAK.some((key) => counts[key]))
      .sort((a, b) => b.counts["nog-niet"] - a.counts["nog-niet"] || b.counts.deels - a.counts.deels)
      .map(({ part }) => {
        const found = WEAK.flatMap((key) => part.questions.filter(({ id }) => sheet.answers.get(id)?.answer === key));
        const items = found.map(({ id, text: asked }) => {
          const { answer, note } = sheet.answers.get(id);
          return make("li", {}, make("strong", {}, `${label(answer)}: `), asked, ...(note ? [make("p", { class: "vk-notitie-tekst" }, note)] : []));
        });
        const block = make("section", { class: "vk-verder" }, make("h3", {}, code(part.code), ` ${part.title}`), make("ul", { class: "lijst" }, ...items));
        if (part.begin) {
          const begin = part.begin.cloneNode(true);
          begin.hidden = false;
          begin.className = "lijst";
          block.append(make("p", {}, "Om mee te beginnen:"), begin);
        }
        block.append(make("p", {}, make("a", { href: part.page }, `Alles bij ${part.code}`)));
        for (const link of block.querySelectorAll("a")) {
          link.target = "_blank";
          link.rel = "noopener noreferrer";
        }
        return block;
      });

    const notes = (sheet) => {
      const found = questions.filter(({ id }) => sheet.answers.get(id)?.note && !WEAK.includes(sheet.answers.get(id).answer));
      if (!found.length) return [];
      return [make("h3", {}, "Andere notities"), make("ul", { class: "lijst" }, ...found.map(({ id, code: standaard, text: asked }) =>
        make("li", {}, code(standaard), ` ${asked} `, make("strong", {}, label(sheet.answers.get(id).answer)), make("p", { class: "vk-notitie-tekst" }, sheet.answers.get(id).note))))];
    };

    const strange = (sheet) => sheet.strangers.length ? [
      make("h3", {}, "Antwoorden op vragen die er niet meer zijn"),
      make("p", { class: "uitleg" }, "Deze vragen luidden anders toen het bestand werd gemaakt. De antwoorden tellen niet mee. Ze blijven wel in het bestand."),
      make("ul", { class: "lijst" }, ...sheet.strangers.map(({ standaard, tekst, antwoord, notitie }) =>
        make("li", {}, code(standaard), ` ${tekst} `, make("strong", {}, label(antwoord)), ...(notitie ? [make("p", { class: "vk-notitie-tekst" }, notitie)] : [])))),
    ] : [];

    const draw = () => {
      const sheet = current();
      const tallies = parts.map((part) => ({ part, counts: tally(part, sheet) }));
      const total = (key) => tallies.reduce((sum, { counts }) => sum + counts[key], 0);
      const answered = questions.length - total(NONE);
      const outcome = find("uitkomst");
      for (const { part, counts } of tallies) {
        const done = part.questions.length - counts[NONE];
        tool.querySelector(`[data-gedaan="${part.code}"]`).textContent = done ? `${done}/${part.questions.length}` : "";
      }
      find("voortgang").value = answered;
      tool.dataset.beantwoord = answered;
      if (!sheet.answers.size && !strangers.length) {
        outcome.replaceChildren(make("p", {}, "Er is nog geen vraag beantwoord. Zodra dat zo is, staat hier wat eruit komt."));
        return;
      }
      const who = [sheet.name, spoken(sheet.date)].filter(Boolean).join(" · ");
      const sums = Object.fromEntries([...LABELS.keys()].map((key) => [key, total(key)]));
      const weak = weakSpots(sheet, tallies);
      const open = tallies.filter(({ part, counts }) => counts[NONE] === part.questions.length).map(({ part }) => part.code);
      outcome.replaceChildren(
        make("p", { class: "zacht" }, who),
        make("p", {}, `${answered} van de ${questions.length} vragen ${answered === 1 ? "is" : "zijn"} beantwoord: ${inWords(sums)}.`
          + (open.length ? ` Nog niet besproken: ${words(open)}.` : "")),
        make("p", { class: "zacht" }, "Dit is geen score en geen oordeel. Het zegt hoe wie invulde er nu over denkt."),
        ...(answered ? [
          make("h3", {}, "Per standaard"), legend(), chart(tallies, Math.max(280, Math.min(outcome.clientWidth || 640, 760))),
          table("Aantal vragen per standaard", ["Standaard", ...LABELS.values(), "niet beantwoord"],
            tallies.map(({ part, counts }) => [[code(part.code), ` ${part.title}`], ...Object.values(counts).map(String)]), "vk-tabel"),
        ] : []),
        ...(weak.length ? [make("h3", {}, "Waar nog iets te doen is"), make("p", { class: "uitleg" }, "Eerst de standaarden met het vaakst ‘nog niet’. De instrumenten zijn gekozen door de redactie. Links openen in een nieuw tabblad, zodat de antwoorden hier blijven staan."), ...weak] : []),
        ...notes(sheet),
        ...strange(sheet),
      );
    };

    // ---- Two files side by side, and a region ------------------------------------------------------------------------
    const beside = [null, null];
    const compare = () => {
      const [left, right] = [beside[0] || current(), beside[1]];
      const box = find("naast-uitkomst");
      if (!right) {
        box.replaceChildren(...(beside[0] ? [make("p", {}, "Kies ook een tweede bestand.")] : []));
        return;
      }
      const called = (sheet, otherwise) => [sheet.name || otherwise, spoken(sheet.date)].filter(Boolean).join(", ");
      const names = [called(left, beside[0] ? "Eerste bestand" : "Deze pagina"), called(right, "Tweede bestand")];
      if (names[0] === names[1]) names.forEach((name, index) => { names[index] = `${name} (${index ? "tweede" : "eerste"})`; });
      const given = (sheet, { id }) => sheet.answers.get(id)?.answer || "";
      const both = questions.filter((question) => given(left, question) && given(right, question));
      const different = both.filter((question) => given(left, question) !== given(right, question));
      const single = questions.filter((question) => Boolean(given(left, question)) !== Boolean(given(right, question)));
      const shown = (sheet, question) => [label(given(sheet, question)), ...(sheet.answers.get(question.id)?.note ? [make("p", { class: "vk-notitie-tekst" }, sheet.answers.get(question.id).note)] : [])];
      const answers = (caption, chosen) => table(caption, ["Vraag", ...names], chosen.map((question) => [[code(question.code), ` ${question.text}`], shown(left, question), shown(right, question)]));
      const old = [left, right].reduce((sum, sheet) => sum + sheet.strangers.length, 0);
      box.replaceChildren(
        make("p", {}, `${count(both.length, "vraag is", "vragen zijn")} in beide beantwoord. ${different.length ? `Bij ${different.length} daarvan is het antwoord anders.` : "Nergens is het antwoord anders."}`
          + (single.length ? ` ${count(single.length, "vraag is", "vragen zijn")} maar in een van de twee beantwoord.` : "")
          + (old ? ` ${count(old, "antwoord hoort", "antwoorden horen")} bij vragen die er niet meer zijn, en ${old === 1 ? "telt" : "tellen"} niet mee.` : "")),
        table("Per standaard", ["Standaard", ...names], parts.map((part) => [[code(part.code), ` ${part.title}`], inWords(tally(part, left)), inWords(tally(part, right))])),
        ...(different.length ? [answers("Vragen met een ander antwoord", different)] : []),
        ...(single.length ? [make("details", { class: "vouw vouw--groot" }, make("summary", {}, "Vragen die maar in een van de twee zijn beantwoord"), answers("In een van de twee beantwoord", single))] : []),
      );
    };

    // ---- Keeping in this browser ---------------------------------------------------------------------------------------
    const keep = find("bewaar");
    const tell = (message) => { find("bericht").textContent = message; };
    let changed = false; // since the last file, or since the page opened
    const store = () => {
      if (!keep.checked) return;
      try {
        localStorage.setItem(NAME, pack(current()));
      } catch {
        keep.checked = false;
        tell("Deze browser kan niets bewaren. Bewaar de antwoorden als bestand.");
      }
    };
    const forget = () => {
      keep.checked = false;
      try { localStorage.removeItem(NAME); } catch { /* a browser that keeps nothing has nothing to forget */ }
    };

    // ---- Answering -----------------------------------------------------------------------------------------------------
    const status = find("stand");
    let now = -1; // the question that is large on the screen, or -1 for all of them
    let speaking = 0;
    const say = () => {
      clearTimeout(speaking);
      speaking = setTimeout(() => {
        const done = `${tool.dataset.beantwoord} van ${questions.length} beantwoord`;
        status.textContent = now < 0 ? done : `Vraag ${now + 1} van ${questions.length}, ${questions[now].code}. ${done}`;
      }, 300);
    };
    const marks = ({ field, radios, note }) => {
      field.querySelector("[data-wis]").hidden = !radios.some((radio) => radio.checked);
      field.querySelector("[data-op-papier]").textContent = note.value;
      // Nine digits, a date, a postcode, a phone number, an address for mail: perhaps of a person.
      const personal = /\b\d{9}\b|\b\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d\d\b|\b[1-9]\d{3} ?(?!VT\b)[A-Z]{2}\b|\b0[1-9](?:[ -]?\d){8}\b|\S@\S+\.\S/.test(note.value);
      const warning = field.querySelector("[data-let-op]");
      const said = personal ? "Staat hier iets over een cliënt? Haal het dan weg." : "";
      if (warning.textContent !== said) warning.textContent = said;
    };
    let waiting = 0;
    const refresh = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { draw(); say(); compare(); store(); }, 120);
    };
    const fill = (sheet) => {
      find("naam").value = sheet.name;
      strangers = sheet.strangers;
      for (const question of questions) {
        const { answer = "", note = "" } = sheet.answers.get(question.id) || {};
        for (const radio of question.radios) radio.checked = radio.value === answer;
        question.note.value = note;
        marks(question);
      }
      refresh();
    };
    const isEmpty = () => !current().answers.size && !strangers.length;

    for (const question of questions) {
      const clear = make("button", { type: "button", class: "kopieer", "data-wis": true, hidden: true }, "Wis antwoord");
      clear.addEventListener("click", () => {
        for (const radio of question.radios) radio.checked = false;
        question.radios[0].focus();
        question.field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      question.field.querySelector(".vk-keuzes").after(clear);
      question.field.append(make("p", { class: "vk-let-op", role: "status", "data-let-op": true }), make("p", { class: "vk-op-papier", "data-op-papier": true }));
      question.field.tabIndex = -1;
      question.field.addEventListener("input", () => { changed = true; marks(question); refresh(); });
    }
    find("naam").addEventListener("input", () => { changed = true; refresh(); });

    // ---- One question at a time, large: for a group ----------------------------------------------------------------------
    const show = (index) => {
      questions[now]?.field.removeAttribute("data-nu");
      const before = now;
      now = index;
      const large = now >= 0;
      document.documentElement.classList.toggle("groot-in-beeld", large);
      tool.toggleAttribute("data-een", large);
      for (const part of parts) part.questions[0].field.parentElement.toggleAttribute("data-nu", large && part.questions.includes(questions[now]));
      if (large) {
        questions[now].field.setAttribute("data-nu", "");
        questions[now].field.focus();
        find("vorige").disabled = now === 0;
        find("volgende").textContent = now === questions.length - 1 ? "Uitkomst" : "Volgende";
        scrollTo(0, 0);
      } else if (before >= 0) {
        const back = before === questions.length - 1 && ended ? document.getElementById("uitkomst") : questions[before].field;
        back.focus();
        back.scrollIntoView({ block: "start" });
      }
      say();
    };
    let ended = false;
    const step = (by) => {
      ended = by > 0 && now === questions.length - 1;
      if (ended) show(-1);
      else show(Math.max(0, now + by));
    };
    find("groot").addEventListener("click", () => {
      const asked = parts.find((part) => `#${part.code.toLowerCase()}` === location.hash);
      const first = asked ? asked.questions[0] : questions.find(({ radios }) => !radios.some((radio) => radio.checked)) || questions[0];
      show(questions.indexOf(first));
    });
    find("vorige").addEventListener("click", () => step(-1));
    find("volgende").addEventListener("click", () => step(1));
    find("stop").addEventListener("click", () => { ended = false; show(-1); });
    document.addEventListener("keydown", (event) => {
      if (now < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "Escape") { ended = false; show(-1); }
      else if (event.key === "PageDown" || event.key === "PageUp") step(event.key === "PageDown" ? 1 : -1); // a presenter's clicker sends these
      else if (/^[1-9]$/.test(event.key) && questions[now].field.contains(event.target) && event.target !== questions[now].note) {
        const radio = questions[now].radios[Number(event.key) - 1];
        if (!radio) return;
        radio.focus();
        radio.click();
      } else return;
      event.preventDefault();
    });

    // ---- Buttons and files ---------------------------------------------------------------------------------------------
    onFiles(find("open"), find("bericht"), async ([file]) => {
      if (!file) return;
      const sheet = await read(file);
      if (!isEmpty() && !confirm("De antwoorden die hier nu staan, worden vervangen door die uit het bestand. Doorgaan?")) {
        find("open").value = "";
        return;
      }
      fill(sheet);
      changed = false;
      tell(`Geopend: ${count(sheet.answers.size, "antwoord", "antwoorden")}.`
        + (sheet.strangers.length ? ` ${count(sheet.strangers.length, "antwoord hoort", "antwoorden horen")} bij een vraag die er niet meer zo staat. Zie de uitkomst.` : ""));
    });
    for (const input of tool.querySelectorAll("[data-naast]")) {
      onFiles(input, find("naast-bericht"), async ([file]) => {
        beside[input.dataset.naast] = file ? await read(file) : null;
        compare();
      });
    }
    onFiles(find("regio"), find("regio-bericht"), async (files) => {
      if (!files.length) return;
      const sheets = [];
      for (const file of files) {
        try { sheets.push(await read(file)); } catch (error) {
          throw error instanceof Refused ? new Refused(`${file.name}: ${error.message}`) : error;
        }
      }
      download("-regio.csv", "text/csv", csv(sheets));
      find("regio-bericht").textContent = `Klaar: ${count(sheets.length, "bestand", "bestanden")} in één rekenblad.`;
      find("regio").value = "";
    });
    find("bestand").addEventListener("click", () => { download(".json", "application/json", pack(current())); changed = false; });
    find("csv").addEventListener("click", () => download(".csv", "text/csv", csv([current()])));
    find("leeg").addEventListener("click", () => {
      if (!isEmpty() && !confirm("Alle antwoorden en notities op deze pagina verdwijnen. Doorgaan?")) return;
      fill(EMPTY);
      changed = false;
      tell("Alle antwoorden zijn leeg.");
    });
    keep.addEventListener("change", () => {
      if (keep.checked) store();
      else forget();
      if (keep.checked) tell("De antwoorden blijven in deze browser bewaard.");
      else if (!find("bericht").textContent.startsWith("Deze browser")) tell("Er is niets meer in deze browser bewaard.");
    });
    find("vergeet").addEventListener("click", () => { forget(); tell("Er is niets meer in deze browser bewaard. De antwoorden op deze pagina staan er nog."); });
    addEventListener("storage", (event) => { if (event.key === NAME && event.newValue === null) keep.checked = false; });
    addEventListener("pagehide", store);
    addEventListener("beforeunload", (event) => { if (changed && !keep.checked && !isEmpty()) event.preventDefault(); });
    for (const button of tool.querySelectorAll("[data-druk]")) {
      button.addEventListener("click", () => { document.documentElement.dataset.afdruk = button.dataset.druk; print(); });
    }
    addEventListener("afterprint", () => { delete document.documentElement.dataset.afdruk; });

    // ---- Begin -----------------------------------------------------------------------------------------------------------
    let kept = null;
    try { kept = localStorage.getItem(NAME); } catch { /* a browser that keeps nothing */ }
    if (kept !== null) {
      try {
        fill(unpack(kept));
        keep.checked = true;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        tell("Wat in deze browser was bewaard, is niet meer te lezen.");
      }
    }
    // A browser that reloads puts back what stood in the fields, once the page is loaded: nobody asked it to.
    addEventListener("pageshow", (event) => {
      if (event.persisted || changed || kept !== null) return;
      keep.checked = false;
      fill(EMPTY);
    });
    for (const part of tool.querySelectorAll("[data-met-script]")) part.hidden = false;
    draw();
    say();
  }
}
