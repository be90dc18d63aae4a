;; out[row][column] = dot(a[row], w[column]) * activationScale * scale[column] + bias[column]
;;
;; a: 16-bit integers of at most 13 bits and a sign; w: 8-bit integers, one row of k bytes per output column; sums are
;; 32-bit: 8191 * 127 * 1280 (the longest row) stays below 2^31. Rows may overlap (stride < k): that is how a window
;; over neighbouring tokens is read without copying.
;;
;; The block of 2 rows x 4 columns keeps 8 sums, 4 activations and 3 scratch values in the 16 vector registers of x64;
;; the four weight rows of the outer loop stay in the first-level cache while all rows pass by.
;; The caller keeps: k a multiple of 16, columns a multiple of 4, rows even.
(module
  (memory (export "memory") 1)

  ;; Adds up four vectors of partial sums and writes four results.
  (func $finish (param $s0 v128) (param $s1 v128) (param $s2 v128) (param $s3 v128)
                (param $factor v128) (param $bias v128) (param $out i32)
    (local $t0 v128) (local $t1 v128)
    (local.set $t0 (i32x4.add
      (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s0) (local.get $s1))
      (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s0) (local.get $s1))))
    (local.set $t1 (i32x4.add
      (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s2) (local.get $s3))
      (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s2) (local.get $s3))))
    (v128.store (local.get $out)
      (f32x4.add (local.get $bias)
        (f32x4.mul (local.get $factor)
          (f32x4.convert_i32x4_s (i32x4.add
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $t0) (local.get $t1))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $t0) (local.get $t1))))))))

  ;; Addresses and strides in bytes; k in elements.
  (func (export "multiply")
    (param $a i32) (param $stride i32) (param $rows i32) (param $k i32) (param $w i32) (param $columns i32)
    (param $activationScale f32) (param $scale i32) (param $bias i32) (param $out i32) (param $outStride i32)
    (local $column i32) (local $row i32) (local $p0 i32) (local $p1 i32) (local $end i32) (local $o i32)
    (local $w0 i32) (local $w1 i32) (local $w2 i32) (local $w3 i32)
    (local $x0 v128) (local $y0 v128) (local $x1 v128) (local $y1 v128) (local $b v128) (local $lo v128) (local $hi v128)
    (local $s00 v128) (local $s01 v128) (local $s02 v128) (local $s03 v128)
    (local $s10 v128) (local $s11 v128) (local $s12 v128) (local $s13 v128)
    (local $factor v128) (local $offset v128)
    (loop $columnLoop
      (local.set $factor (f32x4.mul
        (f32x4.splat (local.get $activationScale))
        (v128.load (i32.add (local.get $scale) (i32.shl (local.get $column) (i32.const 2))))))
      (local.set $offset (v128.load (i32.add (local.get $bias) (i32.shl (local.get $column) (i32.const 2)))))
      (local.set $row (i32.const 0))
      (loop $rowLoop
      (local.set $p0 (i32.add (local.get $a) (i32.mul (local.get $row) (local.get $stride))))
      (local.set $p1 (i32.add (local.get $p0) (local.get $stride)))
      (local.set $end (i32.add (local.get $p0) (i32.shl (local.get $k) (i32.const 1))))
      (local.set $w0 (i32.add (local.get $w) (i32.mul (local.get $column) (local.get $k))))
      (local.set $w1 (i32.add (local.get $w0) (local.get $k)))
      (local.set $w2 (i32.add (local.get $w1) (local.get $k)))
      (local.set $w3 (i32.add (local.get $w2) (local.get $k)))
      (local.set $s00 (v128.const i32x4 0 0 0 0))
      (local.set $s01 (v128.const i32x4 0 0 0 0))
      (local.set $s02 (v128.const i32x4 0 0 0 0))
      (local.set $s03 (v128.const i32x4 0 0 0 0))
      (local.set $s10 (v128.const i32x4 0 0 0 0))
      (local.set $s11 (v128.const i32x4 0 0 0 0))
      (local.set $s12 (v128.const i32x4 0 0 0 0))
      (local.set $s13 (v128.const i32x4 0 0 0 0))
      (loop $inner
        (local.set $x0 (v128.load (local.get $p0)))
        (local.set $y0 (v128.load offset=16 (local.get $p0)))
        (local.set $x1 (v128.load (local.get $p1)))
        (local.set $y1 (v128.load offset=16 (local.get $p1)))
        ;; column 0
        (local.set $b (v128.load (local.get $w0)))
        (local.set $lo (i16x8.extend_low_i8x16_s (local.get $b)))
        (local.set $hi (i16x8.extend_high_i8x16_s (local.get $b)))
        (local.set $s00 (i32x4.add (local.get $s00) (i32x4.dot_i16x8_s (local.get $x0) (local.get $lo))))
        (local.set $s00 (i32x4.add (local.get $s00) (i32x4.dot_i16x8_s (local.get $y0) (local.get $hi))))
        (local.set $s10 (i32x4.add (local.get $s10) (i32x4.dot_i16x8_s (local.get $x1) (local.get $lo))))
        (local.set $s10 (i32x4.add (local.get $s10) (i32x4.dot_i16x8_s (local.get $y1) (local.get $hi))))
        (local.set $w0 (i32.add (local.get $w0) (i32.const 16)))
        ;; column 1
        (local.set $b (v128.load (local.get $w1)))
        (local.set $lo (i16x8.extend_low_i8x16_s (local.get $b)))
        (local.set $hi (i16x8.extend_high_i8x16_s (local.get $b)))
        (local.set $s01 (i32x4.add (local.get $s01) (i32x4.dot_i16x8_s (local.get $x0) (local.get $lo))))
        (local.set $s01 (i32x4.add (local.get $s01) (i32x4.dot_i16x8_s (local.get $y0) (local.get $hi))))
        (local.set $s11 (i32x4.add (local.get $s11) (i32x4.dot_i16x8_s (local.get $x1) (local.get $lo))))
        (local.set $s11 (i32x4.add (local.get $s11) (i32x4.dot_i16x8_s (local.get $y1) (local.get $hi))))
        (local.set $w1 (i32.add (local.get $w1) (i32.const 16)))
        ;; column 2
        (local.set $b (v128.load (local.get $w2)))
        (local.set $lo (i16x8.extend_low_i8x16_s (local.get $b)))
        (local.set $hi (i16x8.extend_high_i8x16_s (local.get $b)))
        (local.set $s02 (i32x4.add (local.get $s02) (i32x4.dot_i16x8_s (local.get $x0) (local.get $lo))))
        (local.set $s02 (i32x4.add (local.get $s02) (i32x4.dot_i16x8_s (local.get $y0) (local.get $hi))))
        (local.set $s12 (i32x4.add (local.get $s12) (i32x4.dot_i16x8_s (local.get $x1) (local.get $lo))))
        (local.set $s12 (i32x4.add (local.get $s12) (i32x4.dot_i16x8_s (local.get $y1) (local.get $hi))))
        (local.set $w2 (i32.add (local.get $w2) (i32.const 16)))
        ;; column 3
        (local.set $b (v128.load (local.get $w3)))
        (local.set $lo (i16x8.extend_low_i8x16_s (local.get $b)))
        (local.set $hi (i16x8.extend_high_i8x16_s (local.get $b)))
        (local.set $s03 (i32x4.add (local.get $s03) (i32x4.dot_i16x8_s (local.get $x0) (local.get $lo))))
        (local.set $s03 (i32x4.add (local.get $s03) (i32x4.dot_i16x8_s (local.get $y0) (local.get $hi))))
        (local.set $s13 (i32x4.add (local.get $s13) (i32x4.dot_i16x8_s (local.get $x1) (local.get $lo))))
        (local.set $s13 (i32x4.add (local.get $s13) (i32x4.dot_i16x8_s (local.get $y1) (local.get $hi))))
        (local.set $w3 (i32.add (local.get $w3) (i32.const 16)))
        (local.set $p0 (i32.add (local.get $p0) (i32.const 32)))
        (local.set $p1 (i32.add (local.get $p1) (i32.const 32)))
        (br_if $inner (i32.lt_u (local.get $p0) (local.get $end))))
      (local.set $o (i32.add (i32.add (local.get $out) (i32.mul (local.get $row) (local.get $outStride)))
                             (i32.shl (local.get $column) (i32.const 2))))
      (call $finish (local.get $s00) (local.get $s01) (local.get $s02) (local.get $s03)
                    (local.get $factor) (local.get $offset) (local.get $o))
      (call $finish (local.get $s10) (local.get $s11) (local.get $s12) (local.get $s13)
                    (local.get $factor) (local.get $offset) (i32.add (local.get $o) (local.get $outStride)))
      (local.set $row (i32.add (local.get $row) (i32.const 2)))
      (br_if $rowLoop (i32.lt_u (local.get $row) (local.get $rows))))
      (local.set $column (i32.add (local.get $column) (i32.const 4)))
      (br_if $columnLoop (i32.lt_u (local.get $column) (local.get $columns))))))
