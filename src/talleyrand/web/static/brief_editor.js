// The form of a brief: sections of paragraphs that can be written, moved, added and taken out, each with its records.

// Return the form of `brief` and a way to read it; `ways` has redraw(key), record(id) and changed(brief).
export function editorOf(brief, ways) {
  const element = document.createElement("div");
  const title = field("Title of the brief", brief.title, 300);
  title.className = "title";
  const sections = document.createElement("div");
  const read = () => ({
    ...brief,
    title: title.value.trim() || "Untitled brief",
    sections: [...sections.children].map((one) => one.read()),
  });
  const changed = () => ways.changed(read());
  for (const section of brief.sections) sections.append(sectionOf(section, ways, changed));
  const add = button("Add a section", () => {
    sections.append(sectionOf({ key: "", title: "", blocks: [{ text: "", records: [] }] }, ways, changed));
    sections.lastElementChild.querySelector("input").focus();
  });
  element.append(title, sections, add);
  element.addEventListener("input", changed);
  return { element, brief: read };
}

function sectionOf(section, ways, changed) {
  const made = document.createElement("section");
  const title = field("Title of the section", section.title, 300);
  const blocks = document.createElement("div");
  const put = (found) => blocks.replaceChildren(...found.map((one) => blockOf(one, changed)));
  put(section.blocks);
  const head = document.createElement("div");
  head.className = "head";
  head.append(title, ...movers(made, "section", changed));
  if (section.key) {
    head.append(
      button("Draw anew", async () => {
        const found = await ways.redraw(section.key);
        if (!found) return;
        put(found);
        changed();
      }),
    );
  }
  made.append(head, blocks, adders(blocks, ways, changed));
  made.read = () => ({
    key: section.key,
    title: title.value,
    blocks: [...blocks.children].map((one) => one.read()).filter((one) => one.text.trim()),
  });
  return made;
}

function adders(blocks, ways, changed) {
  const made = document.createElement("div");
  made.className = "add";
  const ident = field("Id of a record", "", 64);
  ident.placeholder = "id of a record";
  const quote = async () => {
    const found = ident.value.trim() && (await ways.record(ident.value.trim()));
    if (!found) return;
    blocks.append(blockOf(found, changed));
    ident.value = "";
    changed();
  };
  const paragraph = () => {
    blocks.append(blockOf({ text: "", records: [] }, changed));
    blocks.lastElementChild.querySelector("textarea").focus();
  };
  made.append(button("Add a paragraph", paragraph), ident, button("Add its quotation", quote));
  return made;
}

function blockOf(block, changed) {
  const made = document.createElement("div");
  made.className = block.quoted ? "block quoted" : "block";
  const text = document.createElement("textarea");
  text.value = block.text;
  text.maxLength = 8000;
  text.rows = Math.max(2, Math.ceil(block.text.length / 80));
  text.setAttribute("aria-label", block.quoted ? "Quotation" : "Paragraph");
  let records = [...(block.records ?? [])];
  const acts = document.createElement("div");
  acts.className = "acts";
  const cited = document.createElement("span");
  const show = () => {
    cited.replaceChildren();
    for (const ident of records) {
      const link = document.createElement("a");
      link.href = `/records/${encodeURIComponent(ident)}`;
      link.target = "_blank";
      link.textContent = ident.slice(0, 8);
      const drop = button("×", () => {
        records = records.filter((one) => one !== ident);
        show();
        changed();
      });
      drop.setAttribute("aria-label", `Cite ${ident.slice(0, 8)} no more`);
      cited.append(link, drop, " ");
    }
    if (!records.length) cited.textContent = "no record cited";
  };
  show();
  acts.append(...movers(made, "paragraph", changed), cited);
  made.append(text, acts);
  made.read = () => ({ text: text.value, records, figure: block.figure ?? "", quoted: Boolean(block.quoted) });
  return made;
}

function movers(made, what, changed) {
  const move = (way) => {
    const beside = way < 0 ? made.previousElementSibling : made.nextElementSibling;
    if (!beside) return;
    if (way < 0) beside.before(made);
    else beside.after(made);
    changed();
  };
  const [up, down] = [button("↑", () => (move(-1), up.focus())), button("↓", () => (move(1), down.focus()))];
  up.setAttribute("aria-label", `Move the ${what} up`);
  down.setAttribute("aria-label", `Move the ${what} down`);
  const out = button("Take out", () => {
    made.remove();
    changed();
  });
  out.setAttribute("aria-label", `Take the ${what} out`);
  return [up, down, out];
}

function field(label, value, most) {
  const made = document.createElement("input");
  made.value = value;
  made.maxLength = most;
  made.setAttribute("aria-label", label);
  return made;
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}
