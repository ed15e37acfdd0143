/** Waybill's mark: a slip with a torn edge and three bars. */
export function Mark() {
  return (
    <svg width={18} height={18} viewBox="0 0 18 18" aria-hidden>
      <path
        d="M2 3.5A1.5 1.5 0 0 1 3.5 2h11A1.5 1.5 0 0 1 16 3.5V7a2 2 0 0 0 0 4v3.5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 2 14.5V11a2 2 0 0 0 0-4Z"
        className="mark-slip"
      />
      <path d="M6 5.6v6.8M9 5.6v6.8M12 9.4v3" className="mark-bars" />
    </svg>
  );
}
