import { Button } from "@mantine/core";
import { IconCircleXFilled } from "@tabler/icons-react";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { PageHead } from "../../ui/PageHead.tsx";
import { Empty } from "../../ui/Nothing.tsx";

/** A page that broke: a fault of the console's own. The engine goes on; loading the page again is what helps. */
export function AreaFailed({ error }: ErrorComponentProps) {
  return (
    <div role="alert">
      <PageHead title="Fault" />
      <Empty
        title="This page broke"
        says={`It is the console's fault, not the engine's, which goes on. ${String(error)}`}
        mark={<IconCircleXFilled size={20} className="glyph" data-tone="bad" aria-hidden />}
      >
        <Button onClick={() => window.location.reload()}>Load it again</Button>
      </Empty>
    </div>
  );
}

/** An address that leads nowhere. */
export function NoSuchPage() {
  return (
    <>
      <PageHead title="Not here" />
      <Empty title="There is no such page" says="The address leads nowhere in this version of the console.">
        <Button component="a" href="#/orders">
          Orders
        </Button>
      </Empty>
    </>
  );
}
