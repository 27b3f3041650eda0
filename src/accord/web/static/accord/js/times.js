// `<time datetime data-yours>`: adds the reader's own time where it differs from the
// coalition's. Pages without a session cannot know the reader's zone otherwise.

/** @param {HTMLTimeElement} time @param {import("./words/speak.js").Voice} voice @param {string | undefined} zone */
export function yourTime(time, voice, zone) {
  const moment = new Date(time.dateTime);
  if (!zone || Number.isNaN(moment.getTime())) return;
  const clock = (timeZone) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(moment);
  if (clock(zone) !== clock()) time.append(` ${voice.say("time.yours", { time: clock() })}`);
}
