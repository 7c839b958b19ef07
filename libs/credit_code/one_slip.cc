#include <algorithm>
#include <utility>

#include "libs/credit_code/credit_code.h"

namespace creditproof {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

void AddIfValid(absl::string_view candidate, std::vector<CreditCode>& codes) {
  absl::StatusOr<CreditCode> code = CreditCode::Parse(candidate);
  if (code.ok()) codes.push_back(*std::move(code));
}

}  // namespace

std::vector<CreditCode> CodesOneSlipAway(absl::string_view text) {
  std::vector<CreditCode> codes;
  std::string candidate(text);
  for (std::size_t i = 0; i < candidate.size(); ++i) {
    for (char c : kAlphabet) {
      if (c == text[i]) continue;
      candidate[i] = c;
      AddIfValid(candidate, codes);
    }
    candidate[i] = text[i];
  }
  for (std::size_t i = 1; i < candidate.size(); ++i) {
    if (text[i - 1] == text[i]) continue;
    std::swap(candidate[i - 1], candidate[i]);
    AddIfValid(candidate, codes);
    std::swap(candidate[i - 1], candidate[i]);
  }
  std::sort(codes.begin(), codes.end());
  return codes;
}

}  // namespace creditproof
