// A moment in any of the forms that may be given for one, the same in the element, in a frame and in the API.

/** What is said of anything else. */
export const MOMENT = "a moment: Unix seconds, a Date, or an ISO 8601 text with its time zone";

/** A day alone is one of UTC; a time of day has to say of which zone it is, or it would be another moment for each reader. */
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** Unix seconds; NaN where it is no moment. */
export function secondsOf(moment) {
  if (typeof moment === "number") return finite(moment);
  if (typeof moment === "string")
    return ISO.test(moment)
      ? finite(Date.parse(moment) / 1000)
      : finite(moment.trim() === "" ? Number.NaN : Number(moment));
  try {
    // Also of one from another window.
    return finite(Date.prototype.getTime.call(moment) / 1000);
  } catch {
    return Number.NaN;
  }
}

const finite = (seconds) => (Number.isFinite(seconds) ? seconds : Number.NaN);
