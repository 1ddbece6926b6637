import { describe, expect, test } from "vitest";
import { classifyIntent } from "#app/nemo/classify-intent.ts";
import { composeAnswers } from "#app/nemo/compose-answers.ts";
import { readGuiTalk, translateGuiTalk } from "#app/nemo/translate-gui-talk.ts";

describe("what a merchant's words ask for", () => {
  test.each([
    ["export", "export"], ["export 1080p MP4", "export"], ["导出", "export"], ["请导出视频", "export"], ["download", "export"], ["Send me the video", "export"],
    ["credits", "credits"], ["积分", "credits"], ["What is my balance?", "credits"], ["余额", "credits"],
    ["status", "state"], ["状态", "state"], ["show tracks", "state"], ["show me the tracks", "state"],
    ["upload", "upload"], ["上传", "upload"],
    ["create a 30-second product showcase video", "chat"],
    ["cut out pauses, add background music, and export as a shareable video", "chat"],
    ["create a 30-second promo video with a download offer", "chat"],
    ["warmer white balance please", "chat"], ["a status symbol look", "chat"], ["nicer closing credits", "chat"],
    ["exporter", "chat"], ["", "chat"], ["制作一个30秒的产品视频并导出", "chat"],
  ])("%j is %s", (text, intent) => {
    expect(classifyIntent(text)).toBe(intent);
  });
  test("a file is an upload whatever the words say", () => {
    expect(classifyIntent("make it nice", { hasFile: true })).toBe("upload");
  });
});

describe("a reply without the talk of buttons", () => {
  test.each([
    ["Your video is ready. Click the Export button to download it.", "Your video is ready.", ["act", "export"]],
    ["I added the title, then click Export to save.", "I added the title.", ["export"]],
    ["Open the Media panel and drag the clip to the timeline. The music is Lo-fi.", "The music is Lo-fi.", ["show_state", "edit"]],
    ["Done! You can preview it in the timeline.", "Done!", ["summarise"]],
    ["Go to the Settings tab. Press the Play button.", "", ["show_state", "act"]],
    ["视频已生成。点击导出按钮下载。", "视频已生成。", ["act", "export"]],
    ["我添加了标题，请打开素材面板，拖拽到时间轴。", "我添加了标题。", ["show_state", "edit"]],
    ["The video opens with a close-up. Click-through rates go up.", "The video opens with a close-up. Click-through rates go up.", []],
    ["打开盒子的镜头很美。点击率更高。", "打开盒子的镜头很美。点击率更高。", []],
    ["It runs 10.5 seconds at v1.2 speed.", "It runs 10.5 seconds at v1.2 speed.", []],
    ["A French press and tap water. Button-down shirt.", "A French press and tap water. Button-down shirt.", []],
    ["", "", []],
  ])("%j becomes %j", (reply, text, actions) => {
    const read = readGuiTalk(reply);
    expect(read.text).toBe(text);
    expect(read.actions.toSorted()).toEqual(actions.toSorted());
    expect(translateGuiTalk(reply)).toBe(text);
  });
  test("takes no time on a long hostile text", () => {
    const started = performance.now();
    for (const piece of ["click ", "open the ", "a.", ".", "点击,", "the a b c ", "打开 "]) translateGuiTalk(piece.repeat(20_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

test("questions are answered line by line, by what was wanted, else by the first option", () => {
  const option = (label: string) => ({ id: label, label });
  const questions = [
    { id: "1", prompt: "Which shape?", options: [option("16:9 landscape"), option("1:1 square")], allowMultiple: false },
    { id: "2", prompt: "Which\nmood?", options: [option("Calm"), option("Loud")], allowMultiple: false },
    { id: "3", prompt: "Sources?", options: [option("Stock footage"), option("Product images"), option("Square product images")], allowMultiple: true },
    { id: "3", prompt: "", options: [], allowMultiple: true },
  ];
  expect(composeAnswers(questions, ["1:1", "square", "product images"])).toBe("1. Which shape?: 1:1 square\n2. Which mood?: Calm\n3. Sources?: Square product images, Product images\n4. : Skipped");
});
