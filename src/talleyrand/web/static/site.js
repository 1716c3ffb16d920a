// What every page does beyond being read: panels that fill when they are ready, charts that come into view.
import { completeActors } from "./actors.js";
import { drawCharts } from "./charts.js";
import { fillPanels } from "./panels.js";
import { reasons } from "./reasons.js";

fillPanels(document);
drawCharts(document);
completeActors(document);
reasons(document.querySelector("main"));
