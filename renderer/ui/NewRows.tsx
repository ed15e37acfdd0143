import { IconArrowUp } from "@tabler/icons-react";

/** What waits above a table that holds still. It is told once, politely, and shown when asked. */
export function NewRows({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  return (
    <div aria-live="polite" className={count > 0 ? "newer" : undefined}>
      {count > 0 && (
        <button type="button" onClick={onShow}>
          <IconArrowUp size={13} aria-hidden />
          {count.toLocaleString("en-US")} new
        </button>
      )}
    </div>
  );
}
