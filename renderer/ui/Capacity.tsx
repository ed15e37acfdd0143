/** How full something is. `reserved` is what is promised but not yet used, `physical` a notch below an over-allocated total. */
export function Capacity(props: {
  readonly used: number;
  readonly reserved?: number;
  readonly total: number;
  readonly physical?: number;
  readonly label: string;
}) {
  const { used, reserved = 0, total, physical, label } = props;
  // What has no room at all is full, however little is taken of it.
  const part = (value: number) => `${total > 0 ? Math.min(100, (value / total) * 100) : 100}%`;
  return (
    <span className="capacity" data-tone={fullness(used + reserved, total)}>
      <span className="unseen">{label}</span>
      <span className="capacity-used" style={{ width: part(used) }} />
      {reserved > 0 && <span className="capacity-reserved" style={{ width: part(reserved) }} />}
      {physical !== undefined && physical < total && (
        <span className="capacity-notch" style={{ left: part(physical) }} />
      )}
    </span>
  );
}

/** Grey until 95.5 % is taken, then a warning, from 99 % on bad. */
function fullness(taken: number, total: number): "off" | "warn" | "bad" {
  const share = total > 0 ? taken / total : 1;
  if (share > 0.99) return "bad";
  return share > 0.955 ? "warn" : "off";
}
