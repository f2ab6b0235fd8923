"""The steps of a first start: what each asks, what it can do, whether it is done. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from counter_app.ports import RecoverySheet

from ..language import tr

UNIT, COUNTER, PROVINCE, DEVICES, PERSON, RECOVERY = "unit", "counter", "province", "devices", "person", "recovery"
NEEDS_STORE = frozenset({PERSON, RECOVERY})
SCANNER, CAMERA, PRINTER, READER = "scanner", "camera", "printer", "reader"


class Steps(Protocol):
    """What the steps do; every verb runs off the UI thread and raises a CounterError."""

    def known(self) -> Mapping[str, str]:
        """What the settings have already, by field name; empty values are not there."""
        ...

    def done(self) -> frozenset[str]:
        """The steps with nothing left to do."""
        ...

    def take_answers(self, file: Path) -> None:
        """IT's answer file becomes this PC's settings."""
        ...

    def settle(self, step: str, values: Mapping[str, str]) -> str:
        """Keeps what was typed on a page, acts on it, and says how it went."""
        ...

    def put_off(self, step: str) -> None:
        """What the program needs in the meantime, so that it opens without this step."""
        ...

    def try_out(self, device: str) -> str:
        """One device: what it did, in words."""
        ...

    def draw_code(self) -> RecoverySheet: ...

    def print_code(self, sheet: RecoverySheet) -> None: ...

    def keep_code(self, sheet: RecoverySheet) -> None: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A field. `file`: Ctrl+O chooses one for it; `free`: it may stay empty."""

    name: str
    label: str
    hint: str = ""
    secret: bool = False
    free: bool = False
    file: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """A device and the key that tries it."""

    device: str
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class StepPage:
    step: str
    title: str
    about: str
    fields: tuple[Asked, ...] = ()
    tries: tuple[Tried, ...] = ()
    may_wait: bool = True  # false: without it there is no store to open


PAGES: tuple[StepPage, ...] = (
    StepPage(
        UNIT,
        tr("Đơn vị"),
        tr("Như trên giấy tiếp nhận. Có tệp trả lời của CNTT thì Ctrl+O: mọi bước cấu hình xong ngay."),
        (
            Asked("unit.code", tr("MÃ ĐƠN VỊ"), "H13.507"),
            Asked("unit.name", tr("TÊN ĐƠN VỊ"), tr("Trung tâm Phục vụ hành chính công xã …")),
            Asked("unit.parent", tr("CƠ QUAN CHỦ QUẢN"), tr("Ủy ban nhân dân xã …")),
            Asked("unit.place", tr("ĐỊA DANH TRÊN GIẤY"), tr("Sóc Trăng")),
        ),
        may_wait=False,
    ),
    StepPage(
        COUNTER,
        tr("Quầy"),
        tr("Mỗi máy một mã quầy, không trùng trong đơn vị. Các quầy cùng sảnh chung một hàng đợi."),
        (Asked("counter.code", tr("MÃ QUẦY"), "Q01"), Asked("counter.site", tr("SẢNH"), "sanh-1")),
        may_wait=False,
    ),
    StepPage(
        PROVINCE,
        tr("Tỉnh"),
        tr("Để sau được: quầy làm việc không cần mạng, hồ sơ chờ gửi. Mã gắn máy do tỉnh cấp, dùng một lần."),
        (
            Asked("province.base_url", tr("ĐỊA CHỈ HỆ THỐNG CỦA TỈNH"), "https://motcua.tinh.gov.vn/api"),
            Asked(
                "province.ca_file",
                tr("TỆP CHỨNG THƯ RIÊNG CỦA TỈNH (CTRL+O)"),
                tr("không có thì để trống"),
                free=True,
                file=True,
            ),
            Asked("code", tr("MÃ GẮN MÁY"), tr("7K2M-Q9TX; chưa có thì để trống"), free=True),
        ),
    ),
    StepPage(
        DEVICES,
        tr("Thiết bị"),
        tr("Thử từng máy một. Máy nào chưa có thì bỏ qua; thử lại lúc nào cũng được."),
        (Asked("card", tr("ĐẦU ĐỌC THẺ: ĐỂ CON TRỎ Ở ĐÂY RỒI QUÉT MỘT THẺ"), tr("không lưu gì của thẻ"), free=True),),
        (
            Tried(SCANNER, "F5", tr("thử máy quét: một trang")),
            Tried(CAMERA, "F11", tr("tìm máy chụp")),
            Tried(PRINTER, "Ctrl+P", tr("in trang thử")),
        ),
    ),
    StepPage(
        PERSON,
        tr("Người đầu tiên"),
        tr("Đăng nhập được ngay, không cần mạng; hết dùng khi danh sách tài khoản của tỉnh về."),
        (
            Asked("user_name", tr("TÊN ĐĂNG NHẬP"), tr("viết liền, không dấu cách")),
            Asked("name", tr("HỌ TÊN"), tr("in trên giấy tiếp nhận")),
            Asked("pass_word", tr("MẬT KHẨU"), tr("ít nhất 8 ký tự"), secret=True),
        ),
    ),
    StepPage(
        RECOVERY,
        tr("Mã khôi phục"),
        tr("Mở kho khi máy hỏng hay đổi máy. Chép hoặc in ra, cất trong phong bì niêm phong, xa máy này."),
        (Asked("back", tr("GÕ LẠI HAI TỪ"), ""),),
        (Tried("print", "Ctrl+P", tr("in tờ mã")),),
    ),
)


def number_of(step: str) -> int:
    return next(at for at, page in enumerate(PAGES) if page.step == step)


def next_step(now: int, done: frozenset[str], shown: Sequence[int]) -> int | None:
    """The next page of those that are shown with something left to do; None: all is done or was passed."""
    return next((at for at in shown if at > now and PAGES[at].step not in done), None)


def first_gap(page: StepPage, values: Mapping[str, str]) -> str:
    """The first field that must not stay empty and is; else empty."""
    return next((one.name for one in page.fields if not one.free and not values.get(one.name, "").strip()), "")
