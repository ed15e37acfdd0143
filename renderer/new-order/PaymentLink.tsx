import { Button } from "@mantine/core";
import { IconArrowUpRight, IconCheck, IconCopy } from "@tabler/icons-react";
import { useMemo } from "react";
import { useClock } from "../app/clock.ts";
import { Keys } from "../ui/Keys.tsx";
import { dueTime } from "../ui/moment.ts";
import { qrPath } from "./qr-path.ts";

function Qr({ url }: { readonly url: string }) {
  const { size, path } = useMemo(() => qrPath(url), [url]);
  return (
    <svg className="new-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR code of the payment link">
      <path d={path} />
    </svg>
  );
}

/** Where the customer pays: to scan, to copy, to open. */
export function PaymentLink(props: {
  readonly url: string;
  readonly expiresAt: number;
  readonly copied: boolean;
  readonly onCopy: () => void;
}) {
  const { url, expiresAt, copied, onCopy } = props;
  const ends = useClock((now) => (expiresAt > now ? `Ends ${dueTime(expiresAt, now)}` : "Has ended"));
  return (
    <div className="new-link">
      <Qr url={url} />
      <div className="new-link-text">
        <h4>Payment link</h4>
        <code>{url}</code>
        <div className="line">
          <Button
            variant="filled"
            data-autofocus
            leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            rightSection={<Keys of="C" />}
            onClick={onCopy}
          >
            {copied ? "Copied" : "Copy link"}
          </Button>
          <Button
            component="a"
            href={url}
            target="_blank"
            rel="noreferrer"
            rightSection={<IconArrowUpRight size={13} aria-hidden />}
          >
            Open
          </Button>
        </div>
        <p className="text3 small">{ends}. An unpaid link leaves no server and no charge.</p>
      </div>
    </div>
  );
}
