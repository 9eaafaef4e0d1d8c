import { Problem } from "@/components/frame/problem";

export default function Forbidden() {
  return (
    <main>
      <Problem kind="forbidden" />
    </main>
  );
}
