// The sample with a time stamp of a real authority (OpenSSL's), for tests.
#pragma once

#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/report/cms_signer.h"
#include "libs/report/signed_sample.h"
#include "libs/report/time_stamp.h"

namespace creditproof::report {

// Of the test authority of this name: `tsa` (RSA), `p256-tsa` or `other-tsa`.
Stamper StamperOf(const std::string& authority);

// What it answers to a request.
std::string AnswerOf(const std::string& authority, const std::string& request);

// SignerWith, with time stamps.
CmsSigner StampingSigner(FirstKey first, bool with_sm2,
                         const std::string& authority = "tsa");

// The sample, as if issued at that time, and stamped now.
std::string StampedSample(const CmsSigner& signer,
                          absl::Time issue_time = absl::Now());

// Those that are trusted.
std::vector<Stamper> SampleStampers();

}  // namespace creditproof::report
