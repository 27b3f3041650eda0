// Browsers inside of messengers: they keep no keys for long, and lose them with the app.

const MARKS = [
  ["Viber", /\bViber\b/],
  ["Telegram", /\bTelegram\b/],
  ["Facebook", /\bFBA[NV]\b|\bFB_IAB\b|\bFB4A\b|\bMessenger\b/],
  ["Instagram", /\bInstagram\b/],
  ["WhatsApp", /\bWhatsApp\b/],
  ["LINE", /\bLine\//],
  ["TikTok", /\bBytedanceWebview\b|\bmusical_ly\b/],
  ["", /; wv\)/],
];

/**
 * @param {string} agent the browser's name for itself
 * @param {object} [scope] the window, where some apps leave objects of theirs
 * @returns {string | null} the app's name, "" for an unknown app, null for a real browser
 */
export function inApp(agent, scope = {}) {
  if ("TelegramWebviewProxy" in scope || "TelegramWebview" in scope) return "Telegram";
  return MARKS.find(([, form]) => form.test(agent))?.[0] ?? null;
}
