import { ActionIcon, Button } from "@mantine/core";
import { IconAlertTriangleFilled, IconCircleCheckFilled, IconCircleXFilled, IconX } from "@tabler/icons-react";
import { Prose } from "./Id.tsx";
import { closeToast, type Toast, useToasts } from "./toasts.ts";

const GLYPHS = { ok: IconCircleCheckFilled, warn: IconAlertTriangleFilled, bad: IconCircleXFilled } as const;

function Card({ toast }: { readonly toast: Toast }) {
  const Glyph = toast.tone === "warn" || toast.tone === "bad" ? GLYPHS[toast.tone] : GLYPHS.ok;
  const { act } = toast;
  return (
    <div className="toast">
      <Glyph size={15} className="glyph" data-tone={toast.tone} aria-hidden />
      <div className="grow">
        <p className="toast-title">
          <Prose>{toast.title}</Prose>
        </p>
        {toast.says !== undefined && (
          <p className="small text2">
            <Prose>{toast.says}</Prose>
          </p>
        )}
      </div>
      {act && (
        <Button
          variant="subtle"
          onClick={() => {
            closeToast(toast.id);
            act.run();
          }}
        >
          {act.label}
        </Button>
      )}
      <ActionIcon size={24} aria-label="Close this message" onClick={() => closeToast(toast.id)}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}

/** Where toasts appear. Both live regions stand there from the start, or their first message would go unread. */
export function Toasts() {
  const shown = useToasts((state) => state.shown);
  const cards = (bad: boolean) =>
    shown.filter((toast) => (toast.tone === "bad") === bad).map((toast) => <Card key={toast.id} toast={toast} />);
  return (
    <section className="toasts" aria-label="Messages">
      <div aria-live="polite">{cards(false)}</div>
      <div role="alert">{cards(true)}</div>
    </section>
  );
}
