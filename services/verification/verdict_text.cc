#include "services/verification/verdict_text.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"

namespace creditproof::verification {
namespace {

using namespace v1;  // NOLINT: the verdicts' names

absl::string_view Genuine(Presented presented) {
  switch (presented) {
    case Presented::kNumber:
      return "这个编号的报告是真的，出具后没有新的变化。这里只核对了编号，请把"
             "下面的名称、代码和时间与手中的报告逐项对照，一致才可以使用。";
    case Presented::kQrText:
    case Presented::kPhoto:
      return "这个二维码是真的，出具后没有新的变化。这里只核对了二维码，请把"
             "下面的名称、代码和时间与手中的报告逐项对照，一致才可以使用。";
    case Presented::kPdf:
      return "这份报告是真的，整份文件没有被改动，出具后没有新的变化。可以使用"
             "。";
    case Presented::kPdfSha256:
      return "这个校验值与平台登记的一致：算出它的那个文件是真的，没有被改动，"
             "出具后没有新的变化。校验值是您自己对手中的文件算出的，才可以使用"
             "。";
  }
  return "";
}

absl::string_view ChangedSince(Presented presented) {
  switch (presented) {
    case Presented::kNumber:
      return "这个编号的报告是真的，但出具后该主体的情况有变化，请让对方重新出"
             "具"
             "一份。这里只核对了编号，手中的报告是否与下面的名称、代码和时间一"
             "致"
             "，还要逐项对照。";
    case Presented::kQrText:
    case Presented::kPhoto:
      return "这个二维码是真的，但出具后该主体的情况有变化，请让对方重新出具"
             "一份。这里只核对了二维码，手中的报告是否与下面的名称、代码和时间"
             "一致，还要逐项对照。";
    case Presented::kPdf:
      return "这份报告是真的，整份文件没有被改动，但出具后该主体的情况有变化。"
             "请让对方重新出具一份。";
    case Presented::kPdfSha256:
      return "这个校验值与平台登记的一致：算出它的那个文件是真的，没有被改动，"
             "但出具后该主体的情况有变化。请让对方重新出具一份。";
  }
  return "";
}

absl::string_view Superseded(Presented presented) {
  switch (presented) {
    case Presented::kNumber:
      return "这个编号的报告是真的，但已被该主体后来出具的报告替代，请让对方提"
             "供新的一份。这里只核对了编号，手中的报告是否与下面的名称、代码和"
             "时间一致，还要逐项对照。";
    case Presented::kQrText:
    case Presented::kPhoto:
      return "这个二维码是真的，但这份报告已被该主体后来出具的报告替代，请让对"
             "方提供新的一份。这里只核对了二维码，手中的报告是否与下面的名称、"
             "代码和时间一致，还要逐项对照。";
    case Presented::kPdf:
      return "这份报告是真的，整份文件没有被改动，但已被该主体后来出具的报告替"
             "代。请让对方提供新的一份。";
    case Presented::kPdfSha256:
      return "这个校验值与平台登记的一致：算出它的那个文件是真的，没有被改动，"
             "但已被该主体后来出具的报告替代。请让对方提供新的一份。";
  }
  return "";
}

bool IsQrCode(Presented presented) {
  return presented == Presented::kQrText || presented == Presented::kPhoto;
}

constexpr absl::string_view kAskForOriginal = "请让对方提供从平台下载的原件。";

absl::string_view Altered(Presented presented) {
  if (IsQrCode(presented)) {
    return "这个二维码的内容被改动过，不能用。请让对方提供从平台下载的原件。";
  }
  return "这份文件被改动过，不能用。请让对方提供从平台下载的原件。";
}

absl::string_view NotIssued(Presented presented) {
  switch (presented) {
    case Presented::kNumber:
      return "本平台没有出具过这个编号的报告。请对照报告核对编号；编号无误的，"
             "不要使用这份报告。";
    case Presented::kPdfSha256:
      return "本平台没有登记过这个校验值的文件。文件只要有一个字节不同，校验值"
             "就不同。请上传文件本身核验。";
    case Presented::kPdf:
      return "这份文件不是本平台出具的。请不要使用，并核对提供报告的网站地址；"
             "如果它是由报告打印、扫描而成的，请让对方提供从平台下载的原件，或"
             "者扫描"
             "页面上的二维码。";
    default:
      return "这份报告不是本平台出具的。请不要使用，并核对提供报告的网站地址。";
  }
}

absl::string_view Unreadable(Presented presented) {
  if (IsQrCode(presented)) {
    return "二维码看不清，没法核验。请重新扫描，或者输入报告编号。";
  }
  return "这个文件读不出来，没法核验。请上传从平台下载的 PDF 原件（不超过"
         " 5 MB），或者输入报告编号。";
}

absl::string_view TextOf(Authenticity authenticity, Presented presented) {
  switch (authenticity) {
    case AUTHENTICITY_GENUINE:
      return Genuine(presented);
    case AUTHENTICITY_CHANGED_SINCE:
      return ChangedSince(presented);
    case AUTHENTICITY_SUPERSEDED:
      return Superseded(presented);
    case AUTHENTICITY_REVOKED:
      return "这份报告由本平台的密钥签发，但登记时该密钥已经泄露，报告已作废。"
             "请不要使用，让对方重新出具一份。";
    case AUTHENTICITY_ALTERED:
      return Altered(presented);
    case AUTHENTICITY_TRANSPLANTED:
      return "二维码是真的，但不是这份文件的。请不要使用，并向平台举报。";
    case AUTHENTICITY_UNREGISTERED:
      return "签名是真的，但平台没有登记。请不要使用，平台正在核查。";
    case AUTHENTICITY_NOT_ISSUED:
      return NotIssued(presented);
    case AUTHENTICITY_UNREADABLE:
      return Unreadable(presented);
    default:
      return "现在还不能确定。请过一分钟再试；这不表示报告是假的。";
  }
}

// 名称、住所, at most five of them.
std::string Labels(const std::vector<Alteration>& alterations) {
  constexpr std::size_t kNamed = 5;
  std::string labels;
  for (std::size_t i = 0; i < std::min(alterations.size(), kNamed); ++i) {
    absl::StrAppend(&labels, i == 0 ? "" : "、", alterations[i].label());
  }
  if (alterations.size() > kNamed) {
    absl::StrAppend(&labels, "等 ", alterations.size(), " 处");
  }
  return labels;
}

}  // namespace

std::string VerdictText(Authenticity authenticity, Presented presented) {
  return absl::StrCat(TextOf(authenticity, presented),
                      presented == Presented::kPhoto
                          ? "图片里只识别了二维码，没有核对页面上的文字。"
                          : "");
}

v1::VerifyReportResponse Say(v1::Authenticity authenticity,
                             Presented presented) {
  v1::VerifyReportResponse response;
  response.set_authenticity(authenticity);
  response.set_message(VerdictText(authenticity, presented));
  return response;
}

std::string AlteredText(const std::vector<Alteration>& alterations) {
  if (alterations.empty()) {
    return absl::StrCat(
        "这份文件被改动过，不能用。逐项比对没有发现文字不同，改动在文件的其他部"
        "分，例如追加的内容。",
        kAskForOriginal);
  }
  return absl::StrCat("这份文件被改动过，不能用。被改动的有：",
                      Labels(alterations), "。", kAskForOriginal);
}

std::string PreviewText() {
  return "这是预览件，没有出具，不作证明，不能用。请让对方提供正式出具的报告。";
}

std::string ResavedText() {
  return absl::StrCat(
      "这份文件已被其他软件重新保存，无法逐项比对，不能用。", kAskForOriginal,
      "原件不要用其他软件打开后另存或者打印成 PDF；没有原件的，可以扫描页面上的"
      "二维码，把显示的名称、代码和时间与页面逐项对照。");
}

std::string ShowsOtherwiseText() {
  return "签名是真的，但页面上的文字与登记的内容不一致。请不要使用，平台正在核"
         "查。";
}

std::string StampCountsNotText() {
  return "文件中的时间戳出自密钥已经泄露的机构，不作为时间证明；以平台登记的时"
         "间"
         "为准。";
}

std::string StatedText(const report::v1::ReportData& data,
                       Presented presented) {
  if (data.outcome() == report::v1::ReportData::OUTCOME_CLEAN) return "";
  return absl::StrCat("注意：报告列明违法违规记录 ", data.records_size(), " 条",
                      presented == Presented::kPdf
                          ? "。"
                          : "，手中的报告没有列明的不是这份报告。");
}

std::string WordsUnknownText() {
  return "现在还不能确定：这份文件确实由平台出具并登记，但平台的版式设置有误，"
         "暂时无法核对页面文字，已通知平台处理。这不表示报告有假，请改用报告"
         "编号或者二维码核验。";
}

std::string RevokedText(absl::Time time, absl::string_view reason) {
  return absl::StrCat("这份报告已于 ", base::FormatDate(base::ChinaDay(time)),
                      " 被平台撤销，理由：", reason,
                      "。请不要使用，让对方重新出具一份。");
}

std::string SlipText(absl::string_view slip) {
  constexpr absl::string_view kWhatToDo = "请对照报告重新输入";
  if (absl::StrContains(slip, kWhatToDo)) return absl::StrCat(slip, "。");
  const absl::string_view stop = absl::EndsWith(slip, "。") ? "" : "。";
  return absl::StrCat(slip, stop, kWhatToDo, "。");
}

}  // namespace creditproof::verification
