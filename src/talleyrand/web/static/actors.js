// Actors' names completed as they are typed, in every field marked data-actors: the browser's own list of suggestions.
const PAUSE = 120; // milliseconds without a key before the ledger is asked
let lists = 0;

export function completeActors(root) {
  for (const field of root.querySelectorAll("input[data-actors]:not([list])")) attach(field);
}

function attach(field) {
  const list = document.createElement("datalist");
  list.id = `actors-${++lists}`;
  field.after(list);
  field.setAttribute("list", list.id);
  let waiting;
  let asked;
  field.addEventListener("input", (event) => {
    // A suggestion that was taken comes without a kind of input: there is nothing to suggest any more.
    if (event.inputType === undefined || event.inputType === "insertReplacementText") return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      await offer(field, list, asked.signal);
    }, PAUSE);
  });
}

async function offer(field, list, signal) {
  const typed = field.value.trim();
  if (typed.length === 0) return list.replaceChildren();
  try {
    const answer = await fetch(`/actors/complete.json?${new URLSearchParams({ q: typed })}`, { signal });
    if (answer.ok) list.replaceChildren(...options(await answer.json()));
  } catch {
    // Typed on, or no server: what is typed is looked for all the same.
  }
}

function options(found) {
  const names = found.map((one) => one.name);
  return found.map((one) => {
    const option = document.createElement("option");
    const alone = names.filter((name) => name === one.name).length === 1;
    option.value = alone ? one.name : one.key;
    const about = [alone ? "" : one.name, one.type, one.type === "state" ? "" : one.country];
    const number = one.records === 1 ? "1 record" : `${one.records.toLocaleString("en")} records`;
    option.label = [...about.filter(Boolean), number].join(", ");
    return option;
  });
}
