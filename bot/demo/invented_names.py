"""Names for invented people (虚构人员), drawn by a seeded generator.

Among plain names stand some with a compound surname, some with a dot, and some with rare
characters (生僻字) outside the basic plane, because real rosters hold all of them.
"""

from __future__ import annotations

from random import Random

SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林郑罗宋谢唐韩曹许邓冯曾单解仇覃"
COMPOUND_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "尉迟", "夏侯", "皇甫", "令狐")
GIVEN = "安柏澄川岱恩帆歌禾嘉简珂岚茗宁沛琪然若思棠微熙遥怡远珍之知舟子"
RARE_GIVEN = "𣲘𠙶𤧛𦈡𬱖𫍯𬸚㛃喆堃"
DOTTED_FIRST = ("阿依古丽", "迪丽努尔", "买尔丹", "艾尔肯", "古丽娜", "巴合提")
DOTTED_LAST = ("艾力", "吐尔逊", "卡德尔", "依明", "托合提", "哈力克")

DOTTED_SHARE, COMPOUND_SHARE, RARE_SHARE, SHORT_SHARE = 0.02, 0.04, 0.03, 0.3


def invented_name(chance: Random) -> str:
    """One name of two to ten characters."""
    if chance.random() < DOTTED_SHARE:
        return f"{chance.choice(DOTTED_FIRST)}·{chance.choice(DOTTED_LAST)}"
    compound = chance.random() < COMPOUND_SHARE
    surname = chance.choice(COMPOUND_SURNAMES if compound else SURNAMES)
    letters = RARE_GIVEN if chance.random() < RARE_SHARE else GIVEN
    given = chance.choice(letters)
    return surname + given + ("" if chance.random() < SHORT_SHARE else chance.choice(GIVEN))
