/* What scripts make quicker on the staff pages; each page works without. */
"use strict";

// Who was ticked is counted; a row that an address names gets the focus.
const bulk = document.querySelector("[data-bulk]");
if (bulk) {
  const said = bulk.querySelector("[data-bulk-count]");
  document.addEventListener("change", (event) => {
    if (event.target.name !== "wie") return;
    const number = document.querySelectorAll("input[name=wie]:checked").length;
    said.textContent = number ? `${number} ${said.dataset.some}` : said.dataset.none;
  });
}
const named = window.location.hash && document.getElementById(window.location.hash.slice(1));
if (named && named.tabIndex === -1) named.focus();
// Back from an action the row is the next one; past the last one it is the heading of the list.
if (window.location.hash.startsWith("#rij-") && !named) {
  const rows = document.querySelectorAll("#rijen > li");
  (rows[rows.length - 1] || document.getElementById("lijst") || document.body).focus();
}

// An answer and "not recorded" or "does not apply" exclude each other.
document.addEventListener("change", (event) => {
  const set = event.target.closest("fieldset.explorer-set");
  const special = set && set.querySelector(".staff-special");
  if (!special) return;
  const answers = [...set.querySelectorAll("input[type=checkbox], input[type=radio], select[name=taal]")]
    .filter((each) => !special.contains(each));
  const specials = [...special.querySelectorAll("input")];
  if (special.contains(event.target)) {
    if (!event.target.checked) return;
    for (const each of answers) {
      if (each.matches("select")) each.value = "";
      else each.checked = false;
    }
    return;
  }
  const isSaid = answers.some((each) => (each.matches("select") ? each.value : each.checked));
  if (isSaid) for (const each of specials) each.checked = false;
  else if (!specials.some((each) => each.checked)) specials[0].checked = true;
});

// A typed date is a choice of its own.
document.addEventListener("input", (event) => {
  if (event.target.id !== "id_available_from" || !event.target.value) return;
  const onDay = document.getElementById("id_begin_datum");
  if (onDay) onDay.checked = true;
});

// A day part is worked, rather not worked, or not: never two of these.
const clearOther = (box) => {
  const name = box.name === "worktime" ? "rather_not" : "worktime";
  const other = document.getElementById(`id_${name}_${box.value}`);
  if (other) other.checked = false;
};
document.addEventListener("change", (event) => {
  if (event.target.checked && event.target.closest(".staff-grid")) clearOther(event.target);
});

// Whole rows of the day parts at once.
for (const bar of document.querySelectorAll("[data-grid-buttons]")) {
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const which = event.target.dataset.grid;
    if (!which) return;
    const boxes = [...bar.parentElement.querySelectorAll(".staff-grid input[name=worktime]")];
    for (const box of boxes) {
      const isWorkday = /^(maandag|dinsdag|woensdag|donderdag|vrijdag)-(ochtend|middag)$/.test(box.value);
      box.checked = which === "alles" || (which === "werkdag" && isWorkday);
      if (box.checked) clearOther(box);
    }
    if (boxes.length) boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// The coach is folded where it would push the form off a tablet's screen.
const fold = () => {
  const coach = document.querySelector("[data-coach]");
  if (coach && window.matchMedia("(max-width: 61.99rem)").matches) coach.open = false;
};
fold();

// A page for paper has a button that prints.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// All suggestions at once; each can be unticked again.
for (const button of document.querySelectorAll("[data-tick-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const box of button.closest("form").querySelectorAll("input[name=geldt]")) box.checked = true;
  });
}
