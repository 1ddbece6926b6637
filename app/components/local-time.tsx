import { useEffect, useState } from "react";
import { formatUtc } from "#app/words/format-amounts.ts";
import { currentLocale } from "#app/words/say.ts";

/** A moment (ISO) in the reader's own words and time zone; in UTC until the browser has taken over. Browsers write the same moment in different ways, so hydration does not compare the text. */
export function LocalTime({ iso }: { iso: string }) {
  const [text, setText] = useState(() => formatUtc(iso));
  useEffect(() => {
    setText(new Intl.DateTimeFormat(currentLocale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso)));
  }, [iso]);
  return <time dateTime={iso} suppressHydrationWarning>{text}</time>;
}
