"""The trades of the invented county: codes of GB/T 4754-2017 with the words that names carry."""

from __future__ import annotations

from typing import NamedTuple


class Trade(NamedTuple):
    """``tax`` and ``added`` are per mille of revenue; ``power`` is kWh per 10,000 yuan of it."""

    industry: str
    words: tuple[str, ...]
    weight: int  # of a thousand enterprises
    tax: int
    added: int
    power: int
    park: str = ""  # the park that such firms mostly sit in


DEVELOPMENT, WISE, FOOD = "他山经济开发区", "石桥智造园", "清溪食品产业园"
TRADES = (
    Trade("C3981", ("电子", "电子元件"), 34, 59, 240, 190, DEVELOPMENT),
    Trade("C3982", ("精密电子", "电路科技"), 30, 64, 250, 210, DEVELOPMENT),
    Trade("C3985", ("电子材料",), 16, 62, 260, 260, DEVELOPMENT),
    Trade("C3841", ("锂能", "新能源电池"), 14, 51, 220, 330, DEVELOPMENT),
    Trade("C3825", ("光伏科技",), 10, 45, 210, 300, DEVELOPMENT),
    Trade("C3670", ("汽车零部件", "汽配"), 40, 65, 250, 240, WISE),
    Trade("C3525", ("模具",), 24, 70, 300, 220, WISE),
    Trade("C3484", ("机械", "精工机械"), 38, 67, 270, 210, WISE),
    Trade("C3311", ("钢结构",), 18, 53, 210, 180, WISE),
    Trade("C3360", ("表面处理",), 10, 73, 280, 480, WISE),
    Trade("C3831", ("电缆",), 16, 48, 180, 140, WISE),
    Trade("C2921", ("塑业", "包装材料"), 26, 51, 220, 340, WISE),
    Trade("C1530", ("茶业",), 34, 43, 310, 90, FOOD),
    Trade("C1432", ("食品", "冷冻食品"), 30, 42, 240, 260, FOOD),
    Trade("C1371", ("蔬菜食品",), 18, 33, 230, 200, FOOD),
    Trade("C1392", ("豆制品",), 12, 37, 250, 180, FOOD),
    Trade("C1331", ("粮油",), 14, 28, 160, 120, FOOD),
    Trade("C1512", ("酒业",), 10, 183, 420, 110, FOOD),
    Trade("C2740", ("药业", "中药"), 12, 112, 380, 150, FOOD),
    Trade("C2231", ("纸品包装",), 14, 46, 220, 280, FOOD),
    Trade("C2041", ("竹木", "竹制品"), 26, 37, 260, 130),
    Trade("C1819", ("服饰", "制衣"), 32, 45, 290, 80),
    Trade("C3021", ("水泥制品", "混凝土"), 22, 68, 260, 210),
    Trade("C3031", ("新型建材", "建材"), 24, 64, 280, 390),
    Trade("C2669", ("新材料",), 14, 71, 270, 420),
    Trade("D4415", ("风电",), 6, 88, 560, 30),
    Trade("D4511", ("燃气",), 4, 39, 240, 20),
    Trade("E4710", ("建筑工程", "建设"), 52, 43, 200, 30),
    Trade("E5011", ("装饰工程",), 40, 41, 230, 20),
    Trade("F5164", ("金属贸易", "物资"), 48, 13, 70, 10),
    Trade("F5211", ("商贸", "百货"), 86, 17, 120, 40),
    Trade("F5281", ("五金", "机电"), 44, 18, 140, 20),
    Trade("G5431", ("物流", "运输"), 58, 34, 330, 30),
    Trade("H6210", ("餐饮管理", "餐饮"), 42, 27, 420, 120),
    Trade("H6110", ("酒店", "宾馆"), 22, 43, 450, 210),
    Trade("I6513", ("软件", "信息科技"), 40, 50, 520, 30),
    Trade("K7010", ("置业", "房地产开发"), 20, 96, 310, 10),
    Trade("K7020", ("物业服务",), 26, 34, 540, 60),
    Trade("L7291", ("旅行社", "旅游"), 18, 29, 400, 20),
    Trade("M7481", ("工程咨询", "项目管理"), 24, 59, 560, 20),
    Trade("O8111", ("汽车服务",), 30, 31, 360, 50),
    Trade("A0164", ("茶叶种植", "生态茶业"), 36, 4, 480, 20),
    Trade("A0141", ("农业", "蔬菜种植"), 40, 3, 450, 30),
    Trade("A0313", ("牧业", "养殖"), 26, 3, 330, 60),
)
