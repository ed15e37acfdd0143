import { Menu } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowsDiff,
  IconBan,
  IconCalendarX,
  IconChecks,
  IconNote,
  IconPlayerPause,
  IconPlayerPlay,
  IconReload,
  IconServerBolt,
  IconTrash,
  type TablerIcon,
} from "@tabler/icons-react";
import { ACT_NAMES } from "./act-words.ts";
import type { ActGroups, ActKind, OfferedAct } from "./offered-acts.ts";

const ICONS: Readonly<Record<ActKind, TablerIcon>> = {
  refund: IconArrowBackUp,
  cancel: IconBan,
  changePlan: IconArrowsDiff,
  suspend: IconPlayerPause,
  unsuspend: IconPlayerPlay,
  reinstall: IconReload,
  linkServer: IconServerBolt,
  terminate: IconTrash,
  callOff: IconCalendarX,
  note: IconNote,
  resolve: IconChecks,
};

function Item({ act: { kind, why }, onChoose }: { readonly act: OfferedAct; readonly onChoose: () => void }) {
  const Icon = ICONS[kind];
  return (
    <Menu.Item leftSection={<Icon size={14} aria-hidden />} disabled={why !== null} onClick={onChoose}>
      {ACT_NAMES[kind]}
      {why !== null && <span className="act-why">{why}</span>}
    </Menu.Item>
  );
}

/** The acts of an order as items of its menu; one that can't be done now says why. */
export function ActItems(props: { readonly groups: ActGroups; readonly onChoose: (kind: ActKind) => void }) {
  return props.groups.map((group) => (
    <div key={group[0]?.kind} role="none">
      <Menu.Divider />
      {group.map((act) => (
        <Item key={act.kind} act={act} onChoose={() => props.onChoose(act.kind)} />
      ))}
    </div>
  ));
}
