import { environmentWords } from "./environment.ts";

/** The word before an act on real customers, so that nobody takes it for another environment's. */
export function LiveTag() {
  const { word, icon: Icon } = environmentWords.live;
  return (
    <strong className="live-tag">
      <Icon size={13} stroke={2.2} aria-hidden />
      {word}
    </strong>
  );
}
