import { ActionIcon, type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";

const SCHEMES = [
  ["auto", "As the system has it", IconDeviceDesktop],
  ["dark", "Dark", IconMoon],
  ["light", "Light", IconSun],
] as const satisfies readonly (readonly [MantineColorScheme, string, typeof IconSun])[];

/** Chooses the colour scheme; the choice stays on this machine. */
export function SchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Shown = SCHEMES.find(([scheme]) => scheme === colorScheme)?.[2] ?? IconDeviceDesktop;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon className="bar-button" aria-label="Colour scheme">
          <Shown size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(([scheme, says, Icon]) => (
          <Menu.RadioItem
            key={scheme}
            value={scheme}
            checked={scheme === colorScheme}
            checkIcon={<IconCheck size={14} aria-hidden />}
            rightSection={<Icon size={14} aria-hidden />}
            closeMenuOnClick
            onChange={() => setColorScheme(scheme)}
          >
            {says}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
