import "./spark.css";

const HEIGHT = 24;
const BAR = 4;
const STEP = 5;
/** What is empty stays visible: a chart of nothing is not a missing chart. */
const LEAST = 1;
const LEAST_OF_ONE = 3;

const bar = (place: number, height: number): string => `M${place * STEP} ${HEIGHT}v-${height}h${BAR}v${height}z`;

/** Small bars, oldest first, as high as the highest. `says` is the sentence that they tell. */
export function Spark({ values, says }: { readonly values: readonly number[]; readonly says: string }) {
  const most = Math.max(1, ...values);
  const heightOf = (value: number) => Math.max(LEAST_OF_ONE, Math.round((value / most) * HEIGHT));
  const drawn = (isEmpty: boolean) =>
    values
      .map((value, place) => ((value === 0) === isEmpty ? bar(place, isEmpty ? LEAST : heightOf(value)) : ""))
      .join("");
  return (
    <svg className="spark" width={values.length * STEP - 1} height={HEIGHT} role="img" aria-label={says}>
      <path className="spark-empty" d={drawn(true)} />
      <path className="spark-bar" d={drawn(false)} />
    </svg>
  );
}
