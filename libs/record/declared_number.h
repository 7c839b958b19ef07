// The numbers of declared kinds, which stand beside those of the kinds that are
// built in, in RecordKind and FileKind.
#pragma once

namespace creditproof::record {

// A byte holds them, as keys of ingestion's index want it.
inline constexpr int kFirstDeclaredNumber = 100;
inline constexpr int kLastDeclaredNumber = 250;

// Whether a value of RecordKind or FileKind is the number of a declared kind.
constexpr bool IsDeclared(int number) {
  return number >= kFirstDeclaredNumber && number <= kLastDeclaredNumber;
}

}  // namespace creditproof::record
