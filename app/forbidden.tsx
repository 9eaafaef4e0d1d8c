import { Problem } from "@/components/frame/problem";

export default function Forbidden() {
  return <Problem kind="forbidden" />;
}
