import { panelPortSuite } from "./panel-port-suite.ts";

panelPortSuite("pterodactyl");
panelPortSuite("pelican");
