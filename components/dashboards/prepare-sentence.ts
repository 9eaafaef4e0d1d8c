export { changeInWords, prepareSentence } from "@/lib/dashboards/rules/say-figure";
