// What a list of partners gains where scripts run: a field that filters it, and a button that need not send the page.

const normal = (text) => text.toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

const filter = document.querySelector("[data-filter]");
if (filter) {
  const [field, said] = [filter.querySelector("input"), filter.querySelector("[role=status]")];
  filter.hidden = false;
  field.addEventListener("input", () => {
    const wanted = normal(field.value.trim());
    let found = 0;
    for (const group of document.querySelectorAll(".roster-group")) {
      let here = 0;
      for (const card of group.querySelectorAll(".roster-card")) {
        card.hidden = !normal(card.dataset.name).includes(wanted);
        here += !card.hidden;
      }
      group.hidden = !here;
      found += here;
    }
    said.textContent = found ? "" : said.dataset.none;
  });
}

for (const button of document.querySelectorAll("button[data-known]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const group = button.closest(".roster-group");
    for (const question of group.querySelectorAll(".roster-answers")) {
      if (question.querySelector("input:checked")) continue;
      const known = question.querySelector(`input[value="${button.dataset.known}"]`);
      if (known) known.checked = true;
    }
    group.querySelector("[role=status]").textContent = button.dataset.done;
  });
}
