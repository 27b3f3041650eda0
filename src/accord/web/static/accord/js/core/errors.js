// One kind of error reaches people: a code that the message tables turn into a sentence.

/**
 * A refusal with a reason for a person. `code` names the sentence `error.<code>` in the
 * message tables; `values` fill its gaps; `message` is for programmers.
 */
export class Refused extends Error {
  /**
   * @param {string} code
   * @param {Object<string, string | number>} [values]
   */
  constructor(code, values = {}) {
    super(`${code} ${JSON.stringify(values)}`);
    this.name = "Refused";
    this.code = code;
    this.values = values;
  }
}
