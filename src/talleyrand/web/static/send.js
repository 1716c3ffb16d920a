// Sending what a person decides: JSON out, JSON back, the token that shows that this page asked.
export class Refused extends Error {
  constructor(problem) {
    super([problem.what, problem.where, problem.hint].filter(Boolean).join(" · "));
    this.problem = problem;
  }
}

// Send `data` to `address`; resolves to the answer, rejects with Refused, whose `problem` has status, what, where, hint.
export async function send(address, data, method = "POST") {
  const token = document.querySelector('meta[name="form-token"]').content;
  let answer;
  try {
    answer = await fetch(address, {
      method,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Form-Token": token },
      body: JSON.stringify(data),
    });
  } catch {
    throw new Refused({ status: 0, what: "the server can't be reached", hint: "nothing typed is lost; try again" });
  }
  const found = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) throw new Refused(found);
  return found;
}
