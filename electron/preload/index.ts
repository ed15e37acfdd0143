import { contextBridge, ipcRenderer } from "electron";

// A port can't cross the context bridge. So the page asks by a message, main checks who asks and answers with a port,
// and the port reaches the page by a message that only its own window hears.
const ASK = "waybill:connect";
const ANSWER = "waybill:port";

window.addEventListener("message", ({ source, data }) => {
  if (source === window && data === ASK) ipcRenderer.send(ASK);
});
ipcRenderer.on(ANSWER, ({ ports }) => window.postMessage(ANSWER, window.location.origin, ports));

contextBridge.exposeInMainWorld("waybill", { host: "desktop", platform: process.platform });
