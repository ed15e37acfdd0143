import { Button, Menu } from "@mantine/core";
import { IconBolt, IconChevronDown } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { TriggerFixture } from "../../../shared/contract/event-triggers.ts";
import { rpc } from "../../app/engine/rpc.ts";

const TriggerDialog = lazy(() => import("./TriggerDialog.tsx").then((part) => ({ default: part.TriggerDialog })));

/** The test events that Stripe can be made to send. In live there are none, and the menu says why. */
export function TriggerMenu() {
  const [chosen, choose] = useState<TriggerFixture | null>(null);
  const { data } = useQuery(rpc.eventActs.triggers.list.queryOptions());
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <Button
            leftSection={<IconBolt size={14} aria-hidden />}
            rightSection={<IconChevronDown size={13} aria-hidden />}
            disabled={data?.refusal != null}
            title={data?.refusal?.says}
          >
            Trigger
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {data?.fixtures.map((fixture) => (
            <Menu.Item key={fixture.name} onClick={() => choose(fixture)}>
              <span className="mono">{fixture.name}</span>
              <span className="event-act-why">{fixture.does}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Suspense>{chosen && <TriggerDialog fixture={chosen} onClose={() => choose(null)} />}</Suspense>
    </>
  );
}
