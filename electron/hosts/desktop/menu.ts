import { app, Menu, type MenuItemConstructorOptions } from "electron";

/** The application's menu: what the system expects, and a way back to a closed console. */
export function setMenu(openConsole: () => void): void {
  const waybill: MenuItemConstructorOptions[] = [
    { id: "open", label: "Open Console", accelerator: "CmdOrCtrl+O", click: openConsole },
    { type: "separator" },
    { role: "quit" },
  ];
  const developing: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ role: "reload" }, { role: "toggleDevTools" }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      process.platform === "darwin"
        ? { role: "appMenu", submenu: [{ role: "about" }, ...waybill] }
        : { label: "Waybill", submenu: waybill },
      { role: "editMenu" },
      {
        label: "View",
        submenu: [
          { role: "resetZoom" },
          { role: "zoomIn" },
          { role: "zoomOut" },
          { role: "togglefullscreen" },
          ...developing,
        ],
      },
      { role: "windowMenu" },
    ]),
  );
}
