// Sorts the tables for editors, and narrows all of them down to one organisatie. The choice stands in the address.
{
  const tables = [...document.querySelectorAll("table[data-sorteer]")];
  const form = document.querySelector("[data-beheer]");
  const letters = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });

  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.querySelector("time")?.dateTime || cell.textContent.trim();
  };
  /** What is empty comes last, whichever way. */
  const compare = (column, up) => (a, b) => {
    const [one, other] = [value(a, column), value(b, column)];
    if (!one || !other) return (one ? 0 : 1) - (other ? 0 : 1);
    return letters.compare(one, other) * (up ? 1 : -1);
  };

  for (const table of tables) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        table.tBodies[0].append(...[...table.tBodies[0].rows].sort(compare(column, up)));
      });
    });
  }

  if (form) {
    const choice = form.elements.organisatie;
    const told = form.querySelector("[data-beheer-stand]");
    const show = () => {
      let all = 0;
      for (const table of tables) {
        let here = 0;
        for (const row of table.tBodies[0].rows) {
          row.hidden = Boolean(choice.value) && !(row.dataset.van || "").split("|").includes(choice.value);
          here += row.hidden ? 0 : 1;
        }
        document.querySelector(`[data-beheer-telling="${table.dataset.lijst}"]`).textContent = here;
        table.closest("details").querySelector("summary").textContent = here === 1 ? "1 regel" : `${here} regels`;
        all += here;
      }
      told.textContent = choice.value ? `${all} regels van ${choice.value}` : "";
    };
    choice.value = new URL(location.href).searchParams.get("organisatie") || "";
    if (choice.selectedIndex < 0) choice.value = "";
    choice.addEventListener("change", () => {
      const address = new URL(location.href);
      address.search = choice.value ? new URLSearchParams({ organisatie: choice.value }) : "";
      history.replaceState(null, "", address);
      show();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    show();
  }
}
