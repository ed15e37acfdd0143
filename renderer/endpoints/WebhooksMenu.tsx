import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconStethoscope, IconWebhook, IconWorldCheck } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";

/** What looks after webhooks as such: the account's endpoints, and the doctor for a refused signature. */
export function WebhooksMenu() {
  const navigate = useNavigate();
  const open = (by: { readonly endpoints: 1 } | { readonly signature: "paste" }) =>
    void navigate({ to: ".", search: (now: object) => ({ ...now, ...by }) });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          leftSection={<IconWebhook size={14} aria-hidden />}
          rightSection={<IconChevronDown size={13} aria-hidden />}
        >
          Webhooks
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconWorldCheck size={14} aria-hidden />} onClick={() => open({ endpoints: 1 })}>
          Endpoints
        </Menu.Item>
        <Menu.Item leftSection={<IconStethoscope size={14} aria-hidden />} onClick={() => open({ signature: "paste" })}>
          Signature doctor
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
