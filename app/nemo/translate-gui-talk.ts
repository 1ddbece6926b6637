/** What a sentence that speaks of a user interface would have the user do (the makers' translation table). */
export type GuiAction = "act" | "show_state" | "edit" | "summarise" | "export";

const talk: { action: GuiAction; pattern: RegExp }[] = [
  { action: "export", pattern: /\bexport\b[^.]{0,20}\bbutton\b|\b(click|tap|press|hit|use|select|choose)\b[^.]{0,25}\bexport\b|导出/i },
  { action: "summarise", pattern: /\b(preview|view|see|check|play)\b[^.]{0,30}\b(in|on) (the |your )?timeline\b|时间[轴线](上|中|里)?[^。]{0,6}(预览|查看)|(预览|查看)[^。]{0,8}时间[轴线]/i },
  { action: "edit", pattern: /\bdrag(ging)?\b(?! rac)|\bdrop it (on|in|into|onto)\b|拖拽|拖动|拖放|拖到/i },
  { action: "show_state", pattern: /\b(open|go to|switch to|navigate to)\b[^.]{0,30}\b(panel|tab|menu|editor|timeline|window|sidebar|library|settings|page|workspace)\b|打开[^。]{0,12}(面板|菜单|编辑器|时间[轴线]|窗口|设置|项目|素材库?|标签|页面|预览)|(请|可以|然后|再)打开/i },
  { action: "act", pattern: /\bclick(s|ing)?\b(?![- ](through|rate|lock|track))|\b(tap|press)\b (on |the |["'“[])|\b(the|a|this) [\w ]{0,20}button\b|点击(?!率|量)|单击|双击|点按|按钮/i },
];

/**
 * What an agent's reply says when the talk of buttons, panels and dragging is taken out (protocol §7.13): those things do
 * not exist for the merchant. Plain text, may be empty. `actions` tells what was taken out.
 */
export function readGuiTalk(reply: string): { text: string; actions: GuiAction[] } {
  const actions = new Set<GuiAction>();
  const actionOf = (part: string) => talk.find(({ pattern }) => pattern.test(part))?.action;
  const lines = reply.split("\n").map((line) =>
    splitSentences(line)
      .map((sentence) => {
        if (!actionOf(sentence)) return sentence;
        const kept = sentence.split(/(?<=[,;，；])/).filter((clause) => {
          const action = actionOf(clause);
          if (action) actions.add(action);
          return !action;
        });
        const whole = kept.length > 0 && !actionOf(kept.join("")) ? kept.join("").trim() : "";
        if (whole === "") for (const { action, pattern } of talk) if (pattern.test(sentence)) actions.add(action);
        return saysSomething(whole) ? endSentence(whole) : "";
      })
      .join(""),
  );
  return { text: lines.map((line) => line.trim()).join("\n").replace(/\n{3,}/g, "\n\n").trim(), actions: [...actions] };
}

/** `readGuiTalk(reply).text`. */
export function translateGuiTalk(reply: string): string {
  return readGuiTalk(reply).text;
}

function splitSentences(line: string): string[] {
  return line.match(/[^.!?。！？]*(?:[.!?](?!\s|$)[^.!?。！？]*)*[.!?。！？]*\s*/g)?.filter((part) => part !== "") ?? [];
}

/** Left-overs such as "Then," or "You can" are no sentence. */
function saysSomething(text: string): boolean {
  return text.split(/\s+/).filter((word) => /\w/.test(word)).length >= 3 || (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 4;
}

function endSentence(text: string): string {
  const end = /\p{Script=Han}/u.test(text) ? "。" : ". ";
  return text.replace(/[,;，；\s]+$/, "") + end;
}
