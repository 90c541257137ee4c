"""KakaoTalk's category trees: of senders (three levels) and of templates (two)."""

from __future__ import annotations

from typing import Any

_TREE: dict[tuple[str, str], dict[tuple[str, str], tuple[tuple[str, str], ...]]] = {
    ("001", "건강"): {
        ("0001", "병원"): (("0001", "종합병원"), ("0002", "피부과")),
        ("0002", "약국"): (("0001", "약국"),),
    },
    ("007", "금융"): {
        ("0001", "은행"): (("0001", "은행"), ("0002", "저축은행")),
        ("0002", "보험"): (("0001", "손해보험"), ("0002", "생명보험")),
    },
    ("012", "쇼핑"): {
        ("0001", "종합쇼핑"): (("0001", "온라인쇼핑몰"), ("0002", "백화점")),
        ("0003", "패션"): (("0001", "의류"), ("0002", "잡화")),
    },
    ("019", "음식점"): {
        ("0001", "한식"): (("0001", "한식"), ("0002", "분식")),
        ("0006", "카페"): (("0001", "커피전문점"), ("0002", "베이커리")),
    },
}


def _leaf(parent: str, depth: int, code: str, name: str, below: list[dict[str, Any]]) -> dict[str, Any]:
    return {"parentCode": parent, "depth": depth, "code": code, "name": name, "subcategories": below}


def sender_categories() -> list[dict[str, Any]]:
    """The whole tree as the API shows it."""
    return [
        _leaf(
            "",
            1,
            top,
            top_name,
            [
                _leaf(top, 2, mid, mid_name, [_leaf(mid, 3, sub, sub_name, []) for sub, sub_name in subs])
                for (mid, mid_name), subs in mids.items()
            ],
        )
        for (top, top_name), mids in _TREE.items()
    ]


def is_sender_category(top: str, mid: str, sub: str) -> bool:
    """Whether the three codes lead to a leaf."""
    for (top_code, _), mids in _TREE.items():
        for (mid_code, _), subs in mids.items():
            if (top_code, mid_code) == (top, mid) and any(sub == code for code, _ in subs):
                return True
    return False


_TEMPLATES: dict[tuple[str, str, str], tuple[tuple[str, str, str, str], ...]] = {
    ("001", "회원", "Membership"): (
        ("001", "회원가입", "Join membership", "회원가입 완료"),
        ("002", "인증/비밀번호/로그인", "Authentication/Password/Login", "OTP"),
        ("003", "회원정보/회원혜택", "Membership information/Member ship benefits", "회원등급"),
    ),
    ("002", "구매", "Purchase"): (
        ("001", "구매완료", "Purchase completed", "구매 완료 안내"),
        ("002", "상품가입", "Product subscription", "상품 가입"),
        ("003", "진행상태", "Purchase status", "진행 상태 안내"),
        ("004", "구매취소", "Purchase cancellation", "구매 취소 안내"),
    ),
    ("003", "예약", "Reservation"): (
        ("001", "예약완료/예약내역", "Completed reservations/Reservation history", "예약 완료"),
        ("002", "예약상태", "Reservation status", "예약 상태"),
        ("003", "예약취소", "Reservation cancellation", "예약 취소"),
        ("004", "예약알림/리마인드", "Notification/Reminder", "예약 알림"),
    ),
    ("004", "서비스이용", "Customer service"): (
        ("001", "이용안내/공지", "Information/Notification", "공지"),
        ("002", "신청접수", "Application reception", "접수"),
        ("003", "처리완료", "Notification for treated demands", "처리 완료"),
    ),
    ("005", "배송", "Shipping"): (
        ("001", "배송상태", "Shipping status", "배송 상태"),
        ("002", "배송예정", "Shipping estimation", "배송 예정"),
        ("003", "배송완료", "Shipping completed", "배송 완료"),
        ("004", "배송실패", "Failed shipment", "배송 실패"),
    ),
    ("999", "기타", "Others"): (("999", "기타", "Others", "기타"),),
}


def template_categories() -> list[dict[str, Any]]:
    """The categories as the API shows them; a code is the category's three digits and the subcategory's."""
    return [
        {
            "name": name,
            "nameEnglish": english,
            "subcategories": [
                {
                    "code": code + sub,
                    "name": sub_name,
                    "nameEnglish": sub_english,
                    "groupName": name,
                    "inclusion": inclusion,
                    "exclusion": "",
                }
                for sub, sub_name, sub_english, inclusion in subs
            ],
        }
        for (code, name, english), subs in _TEMPLATES.items()
    ]


def is_template_category(code: str) -> bool:
    """Whether a template may carry this code."""
    return any(code == top + sub for (top, _, _), subs in _TEMPLATES.items() for sub, _, _, _ in subs)
