#include <algorithm>
#include <string>
#include <utility>

#include "libs/credit_code/credit_code.h"

namespace creditproof {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

void AddIfValid(absl::string_view candidate, std::vector<CreditCode>& codes) {
  absl::StatusOr<CreditCode> code = CreditCode::Parse(candidate);
  if (code.ok()) codes.push_back(*std::move(code));
}

void AddReplaced(const std::string& text, std::vector<CreditCode>& codes) {
  std::string candidate = text;
  for (std::size_t i = 0; i < candidate.size(); ++i) {
    for (char c : kAlphabet) {
      if (c == text[i]) continue;
      candidate[i] = c;
      AddIfValid(candidate, codes);
    }
    candidate[i] = text[i];
  }
}

void AddSwapped(const std::string& text, std::vector<CreditCode>& codes) {
  std::string candidate = text;
  for (std::size_t i = 1; i < candidate.size(); ++i) {
    if (text[i - 1] == text[i]) continue;
    std::swap(candidate[i - 1], candidate[i]);
    AddIfValid(candidate, codes);
    std::swap(candidate[i - 1], candidate[i]);
  }
}

// Of a text one character short.
void AddLengthened(const std::string& text, std::vector<CreditCode>& codes) {
  for (std::size_t i = 0; i <= text.size(); ++i) {
    std::string candidate = text;
    candidate.insert(i, 1, ' ');
    for (char c : kAlphabet) {
      candidate[i] = c;
      AddIfValid(candidate, codes);
    }
  }
}

// Of a text one character too long.
void AddShortened(const std::string& text, std::vector<CreditCode>& codes) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string candidate = text;
    candidate.erase(i, 1);
    AddIfValid(candidate, codes);
  }
}

}  // namespace

std::vector<CreditCode> CodesOneSlipAway(absl::string_view text) {
  const std::string slip(text.substr(0, CreditCode::kLength + 2));
  std::vector<CreditCode> codes;
  switch (slip.size()) {
    case CreditCode::kLength:
      AddReplaced(slip, codes);
      AddSwapped(slip, codes);
      break;
    case CreditCode::kLength - 1:
      AddLengthened(slip, codes);
      break;
    case CreditCode::kLength + 1:
      AddShortened(slip, codes);
      break;
    default:
      return codes;
  }
  std::sort(codes.begin(), codes.end());
  // The same code comes from either of two equal neighbours.
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

}  // namespace creditproof
