#include "services/gateway/verdict_page.h"

#include <array>
#include <memory>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "services/gateway/percent.h"
#include "services/gateway/unary_call.h"

namespace creditproof::gateway {
namespace {

using verification::v1::VerifyReportRequest;
using verification::v1::VerifyReportResponse;

struct Words {
  const char* tone;
  const char* title;
  const char* advice;
};

// As docs/formats/verdicts.md numbers them.
constexpr std::array<Words, 10> kWords = {{
    {"ok", "报告是真的，结论没有变化",
     "请把名称、代码和时间与手中的报告逐项对照。"},
    {"warn", "报告是真的，但出具后情况有变化", "请让对方重新办一份。"},
    {"warn", "报告是真的，但已有新的一份", "请让对方提供新的一份。"},
    {"bad", "这份报告已被撤销", "请不要使用，让对方重新出具一份。"},
    {"bad", "这份文件被改动过，不能用", "请让对方提供从平台下载的原件。"},
    {"bad", "二维码是真的，但不是这份文件的", "请不要使用，并反映给平台。"},
    {"bad", "签名是真的，但平台没有登记", "请不要使用，平台正在核查。"},
    {"bad", "这份报告不是本平台出具的",
     "请核对编号和提供报告的网站地址，不要使用。"},
    {"unk", "看不清，没法核验", "请检查后重新输入报告编号。"},
    {"unk", "现在还不能确定", "请过 1 分钟再试。这不表示报告是假的。"},
}};

// What is not known cannot be told.
std::size_t NumberOf(const VerifyReportResponse& response) {
  const auto number = static_cast<std::size_t>(response.authenticity());
  return number >= 1 && number <= kWords.size() ? number : kWords.size();
}

std::string Escape(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"},
                                    {"<", "&lt;"},
                                    {">", "&gt;"},
                                    {"\"", "&quot;"},
                                    {"'", "&#39;"}});
}

std::string NumberAsked(const Request& request) {
  const auto pairs = ParseQuery(request.query);
  if (!pairs) return "";
  for (const auto& [name, value] : *pairs) {
    if (name == "number") return value;
  }
  return "";
}

}  // namespace

std::string FillVerdict(const std::string& page, const std::string& number,
                        const VerifyReportResponse& response) {
  const std::size_t verdict = NumberOf(response);
  const Words& words = kWords[verdict - 1];
  return absl::StrReplaceAll(page,
                             {{"{{number}}", Escape(number)},
                              {"{{verdict}}", absl::StrFormat("%02d", verdict)},
                              {"{{title}}", words.title},
                              {"{{sentence}}", Escape(response.message())},
                              {"{{advice}}", words.advice},
                              {"{{tone}}", words.tone}});
}

void ShowVerdict(const BackEnd& verification, const std::string& page,
                 const CallRules& rules, Exchange exchange) {
  const std::string number = NumberAsked(exchange.request);
  const auto request = std::make_shared<VerifyReportRequest>();
  request->set_report_number(number);
  const auto* method =
      VerifyReportRequest::descriptor()->file()->service(0)->FindMethodByName(
          "VerifyReport");
  CallUnary(verification, *method, request, rules.ForUnary(exchange.request),
            [&page, number, answer = std::move(exchange.answer)](
                const absl::StatusOr<MessagePtr>& response) {
              VerifyReportResponse said;
              if (response.ok()) said.CopyFrom(**response);
              answer({200,
                      {{"content-type", "text/html; charset=utf-8"},
                       {"cache-control", "no-store"}},
                      FillVerdict(page, number, said),
                      nullptr});
            });
}

}  // namespace creditproof::gateway
