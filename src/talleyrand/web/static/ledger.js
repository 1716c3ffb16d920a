// The table of records: a choice takes effect at once, and addresses hold nothing that is empty.
import { completeActors } from "./actors.js";

const form = document.getElementById("filter");

function address() {
  const given = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value.trim() !== "" && !(name === "order" && value === "newest")) given.append(name, value.trim());
  }
  const query = given.toString();
  return query ? `${form.getAttribute("action")}?${query}` : form.getAttribute("action");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  location.assign(address());
});

// Days and words are typed piece by piece: they wait for the button or the Enter key.
document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.form !== form) return;
  if (field.type === "checkbox" || field.tagName === "SELECT" || "actors" in field.dataset) form.requestSubmit();
});

// Back brings the page as it was, with boxes that say what the address says.
addEventListener("pageshow", (event) => {
  if (event.persisted) form.reset();
});

// The facets come with their counts after the page: their fields are new then.
document.addEventListener("filled", () => completeActors(document));
