/** What a merchant's words ask for (the makers' routing table). Only `chat` goes to the agent; the rest are API calls. */
export type Intent = "export" | "credits" | "state" | "upload" | "chat";

const routes: { intent: Intent; words: RegExp }[] = [
  { intent: "export", words: /\bexport(s|ed|ing)?\b|\bdownload(s|ing)?\b|\bsend me the video\b|导出|下载/i },
  { intent: "credits", words: /\bcredits?\b|\bbalance\b|积分|余额/i },
  { intent: "state", words: /\bstatus\b|\bshow (me )?(the |my )?tracks?\b|状态/i },
  { intent: "upload", words: /\bupload(s|ing)?\b|上传/i },
];

// "cut out pauses, add music, and export as a shareable video" is work for the agent although it says "export"; the
// export comes afterwards anyway.
const making = /\b(create|make|generate|edit|add|remove|delete|cut|trim|replace|change|turn|produce|animate|adjust|shorten|translate)\b|生成|制作|创建|添加|删除|剪|替换|修改|更换|做一/i;
const notMeant = /\b(white|colou?r|audio|sound|tone)[- ]balance\b|\bbalance (the|of|between)\b|\bstatus symbol\b|\b(end|closing|opening|rolling) credits?\b|\bcredits? (roll|sequence|card)\b/gi;

/** Routes a text, English or Chinese. `hasFile`: a file came with it, which is an upload whatever the words say. */
export function classifyIntent(text: string, o: { hasFile?: boolean } = {}): Intent {
  if (o.hasFile) return "upload";
  if (making.test(text)) return "chat";
  const meant = text.replace(notMeant, " ");
  return routes.find((route) => route.words.test(meant))?.intent ?? "chat";
}
