/** Characters that OCR and tired eyes take for each other in these forms' labels, and digits taken for letters. */

/** Groups of characters that look alike; each may be read as any other of its group. */
const GROUPS =
  '目日曰自白 问间闷门 未末本木 己已巳 务夯劳 条务 项顶 数教敦 量置重 录彔灵 总怠恩 布市帛 公么 开幵井 信倍 息恩 更吏 ' +
  '动劫勤 态杰 新断 专传 栏拦 题提 维唯 护沪 设没 解觯 读谈 材村 料科 产户 品晶 媒煤 体休 评泙 论沦 文义 章竟 篇扁 ' +
  '回囬 应庒 关夫 注往 热执 点占 重量 大太 舆與 情惰 次欠 办力 事亊 服眼 册删 用甩 户产 政攻 可叮 全金 程桯 在左 线钱 ' +
  '件仵 然燃 人入 法去 互亙 交文 流琉 使便 统绕 一— 平乎 台合 留溜 言吉 收牧 到倒 结给 均圴 时吋 答荅 复夏 征怔 集隻 调凋 ' +
  '查杳 期朝 意章 见贝 果杲 访仿 谈淡 网冈 民氏 提堤 供拱 智暂 能熊 安女 防访 检捡 测侧 估佔 发友 现观 改攻 是昰 否杏 建健 ' +
  '立竝 监盐 预顸 警惊 机杌 制刚 急怠 演淔 明朋 确碓 责贵 任仕 移栘 媒谋 微徽 博搏 名各 称秤 订钉 阅闽 其具 他仙 创刨 展屏 ' +
  '搜艘 索素 即郎 多名 语浯 版板 障璋 碍得 浏刘 览贤 千干 单草 位泣 网岡 站粘 首酋 址扯 主王 类娄 型刑 标柝 识织 码玛 备各 案桉 ' +
  '号亏 独浊 访坊 度庋 季李 年午 普晋 合台 格恪 突穾 出岀 整鏊 纪记 处外 分公 岗冈 免兔 职识 绩缋 效郊 考老 核孩 临监 下卞 箱籍 ' +
  '超起 栏烂 稿槁 采釆 假暇 冒胃 培倍 训川 参叁 天夫 书节 面画 通逋 报服 批枇 约纳 负贠 审宙 填塡 联朕 系糸 电申 话诂';

function tableOf(groups: string): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const group of groups.split(' ')) {
    const characters = [...group];
    for (const character of characters) {
      const others = characters.filter((other) => other !== character);
      table.set(character, [...(table.get(character) ?? []), ...others]);
    }
  }
  return table;
}

export const LOOK_ALIKES = tableOf(GROUPS);

/** Letters that stand for digits; the public contract reads them back inside a number. */
export const DIGIT_LOOK_ALIKES: ReadonlyMap<string, readonly string[]> = new Map([
  ['0', ['O', 'o']],
  ['1', ['l', 'I']],
  ['5', ['S']],
  ['8', ['B']],
]);
