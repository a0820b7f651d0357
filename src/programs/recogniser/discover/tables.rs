//! The words that count as evidence, as data. A new word is one line.
//!
//! Gathered from how Chinese newspapers introduce programmes; no name of any programme stands here,
//! except the handful of sports events whose name is a common word ([`EVENTS`]).

use super::super::ProgramKind::{self, Campaign, Event, Mechanism, Platform, Policy, Project, Strategy};

/// Words that follow a quoted name and say what it is. The longest that fits decides.
pub(super) const AFTER_QUOTE: &[(&str, ProgramKind)] = &[
    ("专项行动", Campaign),
    ("行动", Campaign),
    ("活动", Campaign),
    ("创建", Campaign),
    ("运动", Campaign),
    ("战略", Strategy),
    ("目标", Strategy),
    ("布局", Strategy),
    ("倡议", Strategy),
    ("行动计划", Policy),
    ("行动方案", Policy),
    ("计划", Policy),
    ("政策", Policy),
    ("新政", Policy),
    ("改革", Policy),
    ("制度", Policy),
    ("工程", Policy),
    ("规划", Policy),
    ("方案", Policy),
    ("条例", Policy),
    ("业务", Policy),
    ("贷款", Policy),
    ("补贴", Policy),
    ("专项", Policy),
    ("试点", Policy),
    ("机制", Mechanism),
    ("模式", Mechanism),
    ("体系", Mechanism),
    ("体制", Mechanism),
    ("工作法", Mechanism),
    ("考核", Mechanism),
    ("监管", Mechanism),
    ("服务", Mechanism),
    ("平台", Platform),
    ("APP", Platform),
    ("App", Platform),
    ("热线", Platform),
    ("小程序", Platform),
    ("公众号", Platform),
    ("城市大脑", Platform),
    ("大赛", Event),
    ("比赛", Event),
    ("竞赛", Event),
    ("邀请赛", Event),
    ("挑战赛", Event),
    ("展览", Event),
    ("主题展", Event),
    ("特展", Event),
    ("巡展", Event),
    ("论坛", Event),
    ("峰会", Event),
    ("招聘会", Event),
    ("文化节", Event),
    ("音乐节", Event),
    ("项目", Project),
    ("产业园", Project),
    ("新城", Project),
];

/// Those of the words after a quote that are enough by themselves, however short the name (`“春笋”计划`).
pub(super) const FIRM: &[&str] = &["行动", "活动", "计划", "工程", "战略", "大赛"];

/// Verbs that start or carry a programme: standing right before a quoted name they are evidence enough.
pub(super) const LAUNCH: &[&str] = &[
    "实施", "开展", "启动", "推行", "推出", "实行", "深化", "举办", "承办", "主办", "启用", "上线", "发起", "推进",
    "出台", "办好", "践行", "共建",
];

/// Verbs that take a programme as well as much else: they count for a little.
pub(super) const CARRY: &[&str] = &[
    "打造", "聚焦", "围绕", "强化", "落实", "锚定", "构建", "建立", "做好", "抓好", "坚持", "提出", "贯彻", "创建",
    "建设", "规划", "按照", "根据", "依托", "通过", "融入", "参与", "参加", "入选", "申报", "探索", "支持", "争创",
    "完善", "健全", "定为", "加入", "对接", "创新", "即", "推动", "实现", "发展",
];

/// What stands right before a figure of speech.
pub(super) const FIGURATIVE: &[&str] = &[
    "当好", "成为", "作为", "像", "如", "所谓", "誉为", "称为", "变成", "化身", "充当", "跑出", "按下", "打通", "念好",
    "做足", "吹响", "迎来", "堪称", "的", "为", "是", "当", "实现", "装上", "插上", "注入", "筑牢", "撑起", "架起",
];

/// Figures of speech that the press puts in quotation marks, and short forms for groups and meetings.
pub(super) const FIGURES: &[&str] = &[
    "火车头", "开门红", "开门稳", "全年红", "发动机", "压舱石", "稳定器", "助推器", "加速度", "加速器", "最后一公里",
    "绿色通道", "金字招牌", "晴雨表", "风向标", "牛鼻子", "组合拳", "聚宝盆", "蓄水池", "引擎", "主引擎", "新引擎",
    "核心引擎", "强引擎", "双引擎", "动力源", "试验田", "桥头堡", "领头羊", "领头雁", "排头兵", "主力军", "主战场",
    "主阵地", "突破口", "先手棋", "定心丸", "及时雨", "快车道", "快进键", "加速键", "暂停键", "路线图", "时间表",
    "施工图", "任务书", "冲锋号", "动员令", "军令状", "指挥棒", "硬骨头", "拦路虎", "绊脚石", "卡脖子", "娘家人",
    "贴心人", "守护神", "保护伞", "防火墙", "防护网", "安全网", "生命线", "高压线", "红线", "底线", "天花板", "新名片",
    "名片", "金名片", "孵化器", "催化剂", "润滑剂", "黏合剂", "粘合剂", "菜篮子", "米袋子", "钱袋子", "大礼包", "红包",
    "黑天鹅", "灰犀牛", "体检", "把脉", "会诊", "问诊", "一把手", "四梁八柱", "三板斧", "七寸", "一盘棋", "一张网",
    "一体两翼", "双丰收", "双赢", "双增", "双降", "三农", "三公", "两会", "三高", "五官", "四季", "半壁江山",
    "文章", "答卷", "成绩单", "获得感", "幸福感", "安全感", "零距离", "零容忍", "零的突破", "面对面", "一对一",
    "点对点", "一站式", "一条龙", "一揽子", "心连心", "手拉手", "屏对屏", "看得见", "摸得着", "走出去", "引进来", "请进来", "放得下",
];

/// Classes of enterprise and similar classes: names of what they are, not of what is done for them.
pub(super) const CLASSES: &[&str] = &[
    "专精特新", "小巨人", "瞪羚", "独角兽", "隐形冠军", "单项冠军", "四上", "四保", "规上", "双跨", "高精尖", "头雁",
];

/// How a designator ends an unquoted name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// A body that says something of its own is enough.
    Body,
    /// A launching verb must stand before the body, or a name of the same list.
    Verb,
    /// The body must begin with a place or a scope (`中国`, `郑州`, `省`).
    Place,
    /// Either of the two above.
    Either,
    /// What ends so is no programme: meetings of bodies.
    Never,
}

/// Words that end an unquoted name. The longest that fits decides.
pub(super) const DESIGNATORS: &[(&str, ProgramKind, Needs)] = &[
    ("战略", Strategy, Needs::Body),
    ("战略行动", Strategy, Needs::Body),
    ("行动", Campaign, Needs::Verb),
    ("专项行动", Campaign, Needs::Body),
    ("提升行动", Campaign, Needs::Body),
    ("攻坚行动", Campaign, Needs::Body),
    ("整治行动", Campaign, Needs::Body),
    ("三年行动", Campaign, Needs::Body),
    ("创业行动", Campaign, Needs::Body),
    ("建设行动", Campaign, Needs::Body),
    ("攻坚战", Campaign, Needs::Verb),
    ("保卫战", Campaign, Needs::Verb),
    ("大走访", Campaign, Needs::Body),
    ("大走访活动", Campaign, Needs::Body),
    ("行动计划", Policy, Needs::Body),
    ("行动方案", Policy, Needs::Body),
    ("计划", Policy, Needs::Verb),
    ("重点研发计划", Policy, Needs::Body),
    ("科学基金", Policy, Needs::Body),
    ("培养计划", Policy, Needs::Body),
    ("培育计划", Policy, Needs::Body),
    ("支持计划", Policy, Needs::Body),
    ("倍增计划", Policy, Needs::Body),
    ("引进计划", Policy, Needs::Body),
    ("领航计划", Policy, Needs::Body),
    ("资助计划", Policy, Needs::Body),
    ("人才计划", Policy, Needs::Body),
    ("工程", Policy, Needs::Either),
    ("培育工程", Policy, Needs::Body),
    ("引育工程", Policy, Needs::Body),
    ("惠民工程", Policy, Needs::Body),
    ("倍增工程", Policy, Needs::Body),
    ("长制", Policy, Needs::Body),
    ("注册制", Policy, Needs::Body),
    ("专项", Policy, Needs::Verb),
    ("大赛", Event, Needs::Body),
    ("擂台赛", Event, Needs::Body),
    ("锦标赛", Event, Needs::Body),
    ("公开赛", Event, Needs::Body),
    ("挑战赛", Event, Needs::Body),
    ("邀请赛", Event, Needs::Body),
    ("大奖赛", Event, Needs::Body),
    ("巡回赛", Event, Needs::Body),
    ("联赛", Event, Needs::Body),
    ("马拉松", Event, Needs::Body),
    ("博览会", Event, Needs::Body),
    ("交易会", Event, Needs::Body),
    ("进博会", Event, Needs::Body),
    ("展览会", Event, Needs::Body),
    ("运动会", Event, Needs::Body),
    ("论坛", Event, Needs::Body),
    ("峰会", Event, Needs::Body),
    ("电影节", Event, Needs::Body),
    ("艺术节", Event, Needs::Body),
    ("文化节", Event, Needs::Body),
    ("旅游节", Event, Needs::Body),
    ("音乐节", Event, Needs::Body),
    ("购物节", Event, Needs::Body),
    ("消费节", Event, Needs::Body),
    ("大会", Event, Needs::Place),
    ("代表大会", Event, Needs::Never),
    ("股东大会", Event, Needs::Never),
    ("动员大会", Event, Needs::Never),
    ("表彰大会", Event, Needs::Never),
    ("干部大会", Event, Needs::Never),
    ("誓师大会", Event, Needs::Never),
    ("庆祝大会", Event, Needs::Never),
    ("纪念大会", Event, Needs::Never),
    ("总结大会", Event, Needs::Never),
    ("发展大会", Event, Needs::Never),
    ("联合国大会", Event, Needs::Never),
    ("科技城", Project, Needs::Body),
    ("科学城", Project, Needs::Body),
    ("科创园", Project, Needs::Body),
    ("科技园", Project, Needs::Body),
    ("双创园", Project, Needs::Body),
    ("创业园", Project, Needs::Body),
    ("产业园", Project, Needs::Body),
    ("金贸港", Project, Needs::Body),
    ("智慧港", Project, Needs::Body),
    ("产业片区", Project, Needs::Body),
    ("文化公园", Project, Needs::Body),
    ("科创走廊", Project, Needs::Body),
    ("走廊", Project, Needs::Either),
    ("实验室", Project, Needs::Verb),
    ("小镇", Project, Needs::Place),
    ("创新中心", Project, Needs::Place),
    ("推广中心", Project, Needs::Place),
    ("产业园项目", Project, Needs::Body),
    ("生产线项目", Project, Needs::Body),
    ("生产基地项目", Project, Needs::Body),
    ("生产项目", Project, Needs::Body),
    ("更新项目", Project, Needs::Body),
    ("迁建项目", Project, Needs::Body),
    ("开发项目", Project, Needs::Body),
    ("遗址项目", Project, Needs::Body),
    ("建设项目", Project, Needs::Body),
    ("科研项目", Project, Needs::Body),
    ("项目", Project, Needs::Place),
    ("服务平台", Platform, Needs::Place),
    ("共享平台", Platform, Needs::Place),
    ("对接平台", Platform, Needs::Place),
    ("云平台", Platform, Needs::Place),
    ("监管平台", Platform, Needs::Place),
];

/// Events whose whole name is one word; a place before it belongs to the name (`杭州亚运会`).
pub(super) const EVENTS: &[&str] = &[
    "奥运会", "冬奥会", "冬季奥运会", "夏季奥运会", "残奥会", "冬残奥会", "青奥会", "亚运会", "亚残运会", "亚冬会", "全运会", "大运会", "世界杯",
    "亚洲杯", "欧洲杯", "美洲杯", "足协杯", "世锦赛", "亚锦赛", "进博会", "服贸会", "广交会", "消博会", "链博会",
    "英超", "西甲", "意甲", "德甲", "法甲", "中超", "中甲", "欧冠", "亚冠",
];

/// Verbs and prepositions after which an unquoted name begins. `true`: a launching verb.
pub(super) const CUTS: &[(&str, bool)] = &[
    ("实施", true),
    ("开展", true),
    ("启动", true),
    ("推行", true),
    ("推出", true),
    ("实行", true),
    ("深化", true),
    ("举办", true),
    ("承办", true),
    ("主办", true),
    ("办好", true),
    ("发起", true),
    ("推进", true),
    ("落实", true),
    ("贯彻", true),
    ("入选", true),
    ("参加", true),
    ("参与", true),
    ("出台", true),
    ("印发", true),
    ("制定", true),
    ("发布", true),
    ("紧盯", true),
    ("紧抓", true),
    ("抢抓", true),
    ("抓住", true),
    ("抓好", true),
    ("打好", true),
    ("打赢", true),
    ("争创", true),
    ("加快建设", true),
    ("规划建设", true),
    ("谋划建设", true),
    ("高标准建设", true),
    ("高水平建设", true),
    ("高质量建设", true),
    ("开工建设", true),
    ("投资建设", true),
    ("建成", true),
    ("融入", false),
    ("完善", false),
    ("落地", false),
    ("落户", false),
    ("争取", false),
    ("我国", false),
    ("我省", false),
    ("我市", false),
    ("我区", false),
    ("我县", false),
    ("称", false),
    ("对接", false),
    ("推动", true),
    ("依托", false),
    ("通过", false),
    ("打造", false),
    ("围绕", false),
    ("聚焦", false),
    ("包含", false),
    ("包括", false),
    ("提速", false),
    ("加快", false),
    ("确保", false),
    ("坚持", false),
    ("获得", false),
    ("荣获", false),
    ("夺得", false),
    ("亮相", false),
    ("出席", false),
    ("走进", false),
    ("助力", false),
    ("召开", false),
    ("组织", false),
    ("首届", false),
    ("本届", false),
    ("本赛季", false),
    ("下赛季", false),
    ("上赛季", false),
    ("锁定", false),
    ("确认", false),
    ("招待", false),
    ("获批", false),
    ("征战", false),
    ("备战", false),
    ("晋级", false),
    ("冲击", false),
    ("首个", false),
    ("全省首个", false),
    ("作为", false),
    ("根据", false),
    ("按照", false),
    ("以及", false),
    ("共同", false),
    ("正在", false),
    ("已经", false),
    ("其中", false),
    ("目前", false),
    ("今年", false),
    ("去年", false),
    ("近年来", false),
    ("累计", false),
    ("年度", false),
];

/// Words that stand before a number of things: what follows is a description (`一批创新项目`).
pub(super) const COUNTERS: &[&str] = &[
    "一批", "一大批", "一系列", "一些", "多个", "多项", "若干", "各类", "各项", "首批", "几个", "几项", "这些", "有些", "所有",
    "每个", "某", "整个", "这项", "这个", "该项", "本次", "此次", "各大", "诸多", "众多", "不少",
];

/// Designators that go on and become another word: 战略合作, 工程师, 计划生育.
pub(super) const RUNS_ON: &[(&str, &str)] = &[
    ("战略", "合作 性 新兴 定位 支点 支撑 投资者 投资 重组 布局 科技 储备 资源 伙伴 协议 高度 规划 部署 眼光 意义 决策 转型"),
    ("计划", "生育 单列 经济 投资 总 年 于 在 书 将 今"),
    ("工程", "师 技术 建设 机械 学 院 造价 质量 量 公司 局 项目部 施工 研究 系 塑料 管理 总"),
    ("行动", "力 上 者 起来 自由 方案 计划 指南 不便"),
    ("论坛", "上 报"),
    ("大会", "上 堂 精神"),
    ("项目", "部 经理 化 负责 审批 建设用地 库"),
    ("专项", "清查 整治 检查 行动 资金 债 附加 工作 斗争 督查 巡视 审计 监督 治理 检测 贷款 考核 扣除 再贷款"),
    ("联赛", "杯"),
    ("走廊", "里 上"),
    ("实验室", "里 中 主任"),
];

/// Single characters after which a name begins, unless they are part of a word in [`WHOLE`].
pub(super) const PARTICLES: &str = "的了在将把对从向由被让使是以为并等这该其各到于就也都则又而";

/// Two-character words whose particle is no particle.
pub(super) const WHOLE: &[&str] = &[
    "自由", "高等", "等级", "参与", "方向", "面向", "定向", "大使", "使用", "使命", "和平", "合并", "并购", "并联", "并网",
    "对口", "对外", "对接", "对标", "结对", "在线", "潜在", "存在", "成为", "行为", "作为", "达到", "到期",
    "目的", "了解", "将军", "主将", "把握", "就业", "成就", "就医", "首都", "成都", "都市", "规则",
    "原则", "而是", "各地", "其他", "其中", "从业", "以工", "以旧", "法在", "以人", "为本", "等离", "都江", "于都", "为民",
];

/// Words that only grade or count: a body that begins with one is a description.
pub(super) const VAGUE: &[&str] = &[
    "重大", "重点", "主题", "系列", "各类", "各项", "实际", "具体", "全面", "首要", "长效", "联动", "年度", "省级", "市级",
    "区级", "国家级", "省市", "重要", "主要", "相关", "有关", "多个", "一批", "一个", "一项", "一系列", "大型", "中小型",
    "小型", "中型", "意向", "签约", "开工", "投产", "竣工", "在建", "新建", "续建", "前期", "优质", "优秀", "骨干", "先导",
    "配套", "总体", "整体", "长期", "中期", "短期", "长远", "未来", "下一步", "统一", "联合", "集中", "各种", "所有", "这些",
    "那些", "其他", "本次", "此次", "上述", "部分", "更多", "一流", "基本", "综合", "国家", "全国", "全市", "全省", "全区",
    "全县", "意见", "采取", "进行", "实现", "单项", "个人", "自身", "大", "小", "新", "老", "多", "该", "本", "此", "主", "分",
    "高", "类", "化", "性", "级", "省级重点", "标志性", "战略性", "区域", "核心", "关键", "系统", "根本", "既定", "长线",
    "补充", "建议", "原", "我", "他", "她", "其", "某", "同", "两", "军事", "作战", "增持", "减持", "回购", "分红", "募投", "员工", "持股", "激励", "股权", "高峰",
    "平行", "圆桌", "装配式",
];

/// Words for a field or a matter. A body of these alone is a description too, unless a launching verb
/// stands before it and it is long enough to be one (`实施青年创新创业行动`).
pub(super) const TOPICS: &[&str] = &[
    "专项", "民生", "基础", "宣传", "宣讲", "培训", "工作", "发展", "建设", "创新", "创业", "科技", "科创", "产业", "工业",
    "农业", "企业", "投资", "招商", "引资", "招商引资", "合作", "示范", "试点", "水利", "建筑", "土木", "软件", "机械",
    "电气", "环境", "生态", "安全", "文化", "教育", "卫生", "体育", "旅游", "文旅", "公益", "志愿", "服务", "技术", "科研",
    "研发", "信息", "数字", "数字化", "智能", "智能化", "信息化", "工程", "项目", "活动", "战略", "行动", "计划", "平台",
    "改革", "转型", "升级", "提升", "优化", "管理", "治理", "实施", "推进", "开展", "产品", "市场", "经济", "社会", "城市",
    "乡村", "农村", "地方", "国际", "国内", "世界", "全球", "高端", "新兴", "新型", "现代", "现代化", "传统", "特色", "精品",
    "专业", "公共", "基层", "生产", "经营", "销售", "采购", "营销", "商业", "财务", "资金", "资本", "融资", "金融", "贷款",
    "保障", "保护", "救援", "抢险", "救灾", "防汛", "执法", "整治", "检查", "监督", "监管", "考核", "制造业", "服务业",
    "民营", "国有", "外资", "港口", "交通", "道路", "能源", "电力", "装备", "材料", "设备", "汽车", "房地产", "住宅",
    "青年", "人才", "学习", "教学", "训练", "体能", "课程", "比赛", "足球", "篮球", "排球", "职业", "业余", "团体", "男子",
    "女子", "高级", "地区", "开放", "小微企业", "科技型", "中小企业", "小微", "先进", "先进制造业", "战略性新兴产业",
    "高质量", "高水平", "高标准", "品牌", "营商", "民生实事", "城建", "基建", "基础设施", "设施", "征收", "拆迁", "施工",
    "省", "市", "区", "县", "大学", "高校", "主导", "进步", "货币", "产能", "扩产",
];

/// Scopes that a name begins with.
pub(super) const SCOPES: &[&str] = &["国家", "全国", "中国", "世界", "国际", "全球", "亚太", "省", "市", "全省", "全市"];

/// Places that a name begins with. Not a gazetteer: provinces, large cities, hosts of large events; other
/// names of regions are known by [`REGIONS`].
pub(super) const PLACES: &[&str] = &[
    "亚洲", "欧洲", "中欧", "中美", "中俄", "中法", "中德", "北京", "天津",
    "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
    "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾", "内蒙古", "广西", "西藏",
    "宁夏", "新疆", "香港", "澳门", "粤港澳", "长三角", "京津冀", "中原", "郑州", "开封", "洛阳", "广州", "深圳", "武汉",
    "南京", "杭州", "成都", "西安", "苏州", "青岛", "宁波", "长沙", "合肥", "济南", "厦门", "福州", "沈阳", "大连",
    "哈尔滨", "长春", "昆明", "贵阳", "南宁", "海口", "三亚", "南昌", "太原", "石家庄", "兰州", "西宁", "银川", "乌鲁木齐",
    "呼和浩特", "拉萨", "东莞", "佛山", "珠海", "无锡", "常州", "温州", "义乌", "雄安", "浦东", "东盟", "丝绸之路", "巴黎",
    "东京", "伦敦", "里约", "洛杉矶", "米兰", "卡塔尔", "俄罗斯", "巴西", "博鳌", "达沃斯", "黄河", "长江",
];

/// Last characters of the names of administrative regions.
pub(super) const REGIONS: &str = "省市县区州镇乡旗";

/// How titles of measures end. `true`: a mere document, marked as doubtful.
pub(super) const TITLES: &[(&str, ProgramKind, bool)] = &[
    ("条例", Policy, false),
    ("办法", Policy, false),
    ("措施", Policy, false),
    ("方案", Policy, false),
    ("规划", Policy, false),
    ("纲要", Policy, false),
    ("计划", Policy, false),
    ("细则", Policy, false),
    ("规定", Policy, false),
    ("名录", Policy, false),
    ("目录", Policy, false),
    ("清单", Policy, false),
    ("指南", Policy, false),
    ("制度", Policy, false),
    ("准则", Policy, false),
    ("政策", Policy, false),
    ("规范", Policy, false),
    ("标准", Policy, false),
    ("法", Policy, false),
    ("通知", Policy, true),
    ("意见", Policy, true),
    ("决定", Policy, true),
    ("倡议", Policy, true),
    ("协定", Policy, true),
    ("公约", Policy, true),
    ("法典", Policy, false),
    ("展览", Event, false),
    ("特展", Event, false),
    ("巡展", Event, false),
    ("主题展", Event, false),
    ("回顾展", Event, false),
    ("艺术展", Event, false),
    ("作品展", Event, false),
    ("成就展", Event, false),
];

/// Titles that end like a measure and are none.
pub(super) const UNTITLED: &[&str] = &["兵法", "书法", "魔法", "做法", "方法", "语法", "文法", "说法", "想法"];
